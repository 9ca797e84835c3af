namespace Infill.Imaging;

/// <summary>The six formats that are read and written; every other libvips loader is blocked.</summary>
public enum FileFormat
{
    /// <summary>JPEG: lossy, 8 bit.</summary>
    Jpeg,

    /// <summary>PNG: lossless, 8 and 16 bit.</summary>
    Png,

    /// <summary>WebP: written lossless, 8 bit.</summary>
    Webp,

    /// <summary>TIFF: written lossless, 8 and 16 bit, CMYK.</summary>
    Tiff,

    /// <summary>AVIF (and HEIC where the libvips build can decode it): written lossless, 8 bit.</summary>
    Heif,

    /// <summary>GIF: first frame; at most 256 colours.</summary>
    Gif,
}
