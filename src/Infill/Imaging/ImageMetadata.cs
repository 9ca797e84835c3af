namespace Infill.Imaging;

/// <summary>What a picture file carries beside its pixels. Byte blobs are kept as they came and never written to.</summary>
public sealed record ImageMetadata
{
    /// <summary>Nothing at all: a picture made in memory.</summary>
    public static ImageMetadata None { get; } = new();

    /// <summary>ICC profile, or null: then grey and RGB are taken as sRGB.</summary>
    public byte[]? IccProfile { get; init; }

    /// <summary>EXIF block as libvips gives it; its orientation is already applied to the pixels and reads 1.</summary>
    public byte[]? Exif { get; init; }

    /// <summary>XMP packet.</summary>
    public byte[]? Xmp { get; init; }

    /// <summary>Horizontal resolution in dots per inch, or null if the file does not say.</summary>
    public double? DpiX { get; init; }

    /// <summary>Vertical resolution in dots per inch, or null if the file does not say.</summary>
    public double? DpiY { get; init; }

    /// <summary>Format that the picture was read from, or null if made in memory.</summary>
    public FileFormat? SourceFormat { get; init; }

    /// <summary>Quality 1–100 estimated from a JPEG's quantisation tables, or null for other formats.</summary>
    public int? JpegQuality { get; init; }

    /// <summary>What the reader left out (frames after the first) and, if the picture was read leniently, the decoder's warnings.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>What is odd about the file but harms no pixel of this picture: metadata that cannot be read, further frames.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The same picture facts without ICC, EXIF, XMP and DPI.</summary>
    /// <remarks>Dropping the ICC profile changes how the samples look when they are not sRGB; the caller decides.</remarks>
    public ImageMetadata Stripped() => this with { IccProfile = null, Exif = null, Xmp = null, DpiX = null, DpiY = null };
}
