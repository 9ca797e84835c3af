namespace Infill.Sessions;

/// <summary>A session folder cannot be used as it stands; it was not changed.</summary>
public sealed class SessionException : Exception
{
    /// <summary>One reason.</summary>
    /// <param name="message">Which folder and file, what was found, what was expected, what to do.</param>
    /// <param name="inner">The cause, if it was another error.</param>
    public SessionException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    /// <summary>True if the request does not fit the session (nothing to undo, no such step), not the folder itself.</summary>
    public bool IsWrongUse { get; init; }
}
