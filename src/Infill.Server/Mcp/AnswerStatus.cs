namespace Infill.Server.Mcp;

/// <summary>How a tool call went, honestly.</summary>
internal enum AnswerStatus
{
    /// <summary>Done as asked.</summary>
    Completed,

    /// <summary>Done, but the quality gate or the run has something against it.</summary>
    Degraded,

    /// <summary>The result must not be handed on, and nothing of it is kept.</summary>
    Blocked,

    /// <summary>A person should look at what was found first; nothing was changed.</summary>
    NeedsApproval,

    /// <summary>Not done; the reason says why, and the next step what to do.</summary>
    Failed,

    /// <summary>Still waiting or at work.</summary>
    Running,

    /// <summary>Ended before it was done, because somebody wanted that.</summary>
    Cancelled,
}
