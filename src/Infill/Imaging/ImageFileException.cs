namespace Infill.Imaging;

/// <summary>A picture file could not be read or written; the message says what was wrong, what was expected and what to do.</summary>
public sealed class ImageFileException : Exception
{
    /// <summary>A plain failure: missing, truncated, not a picture, unwritable.</summary>
    public ImageFileException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    /// <summary>True if a limit (pixels, bytes, frames) refused the file, not its content; the command line answers with exit code 7.</summary>
    public bool IsLimit { get; init; }
}
