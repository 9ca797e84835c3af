namespace Infill.Imaging;

/// <summary>How a picture is written.</summary>
public sealed record SaveOptions
{
    /// <summary>Default options: format from the extension, metadata kept, nothing overwritten.</summary>
    public static SaveOptions Default { get; } = new();

    /// <summary>Format to write, or null (default): the extension's, else the source's, else PNG.</summary>
    public FileFormat? Format { get; init; }

    /// <summary>JPEG quality 1–100, or null (default): the source's estimate but at least 90; 95 if the source was no JPEG. Other formats are lossless and ignore it.</summary>
    public int? JpegQuality { get; init; }

    /// <summary>Default false. True writes neither ICC, EXIF, XMP nor DPI; samples stay as they are, so a picture in a
    /// wide-gamut profile looks different afterwards.</summary>
    public bool StripMetadata { get; init; }

    /// <summary>Default false: an existing file at the target is an error. True replaces it, atomically.</summary>
    public bool Overwrite { get; init; }
}
