namespace Infill.Imaging;

/// <summary>Limits and strictness for reading a picture file. All limits are checked on the header, before a pixel is decoded.</summary>
public sealed record LoadOptions
{
    /// <summary>Default limits, strict.</summary>
    public static LoadOptions Default { get; } = new();

    /// <summary>Most pixels (width × height) accepted; at least 1, default 300,000,000.</summary>
    public long MaxPixels { get; init; } = 300_000_000;

    /// <summary>Most bytes accepted, for the file as it lies on disk and for one decoded copy; at least 1, default 512 MiB.</summary>
    public long MaxBytes { get; init; } = 512L << 20;

    /// <summary>Default false: a file that decodes with a warning (truncated, damaged) is refused.
    /// True: what can be decoded is returned and the warnings are listed in <see cref="ImageMetadata.Warnings"/>.</summary>
    public bool Lenient { get; init; }

    /// <summary>What messages call a picture that comes from a stream or from memory, default "The picture"; a file is called by its path.</summary>
    public string StreamName { get; init; } = "The picture";
}
