namespace Infill.Server.Decoding;

/// <summary>A process that decodes is gone, or had to be ended.</summary>
/// <param name="message">What happened: "it took too long".</param>
/// <param name="inner">How it showed, or null.</param>
internal sealed class DecoderException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>True if it never was a decoder: the fault is the installation's, not a picture's.</summary>
    public bool IsAtStart { get; init; }

    /// <summary>True if the file could not be read to be sent: the fault is the disk's.</summary>
    public bool IsOfTheDisk { get; init; }
}
