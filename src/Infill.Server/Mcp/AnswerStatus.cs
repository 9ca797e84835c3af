namespace Infill.Server.Mcp;

/// <summary>How a tool call went, honestly.</summary>
internal enum AnswerStatus
{
    /// <summary>Done as asked.</summary>
    Completed,

    /// <summary>Done, with warnings that should be read and told.</summary>
    Degraded,

    /// <summary>A policy refused it. No policy exists yet; the word is kept free.</summary>
    Blocked,

    /// <summary>A person must agree first. Nothing asks for that yet; the word is kept free.</summary>
    NeedsApproval,

    /// <summary>Not done; the reason says why, and the next step what to do.</summary>
    Failed,

    /// <summary>Still waiting or at work.</summary>
    Running,

    /// <summary>Ended before it was done, because somebody wanted that.</summary>
    Cancelled,
}
