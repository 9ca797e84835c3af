namespace Infill.Imaging;

/// <summary>Decides in which format a picture is written, and whether that format can hold it.</summary>
internal static class SaveFormat
{
    private const int MaxJpegSide = 65_535;
    private const int MaxGifSide = 65_535;
    private const int MaxWebpSide = 16_383;
    private const int MaxHeifSide = 16_384;

    /// <summary>The format an extension stands for, or null; .heic is none, because it promises HEVC, which is not written.</summary>
    public static FileFormat? FromExtension(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Path.GetExtension(path).ToUpperInvariant() switch
        {
            ".JPG" or ".JPEG" or ".JPE" or ".JFIF" => FileFormat.Jpeg,
            ".PNG" => FileFormat.Png,
            ".WEBP" => FileFormat.Webp,
            ".TIF" or ".TIFF" => FileFormat.Tiff,
            ".AVIF" or ".HEIF" => FileFormat.Heif,
            ".GIF" => FileFormat.Gif,
            _ => null,
        };
    }

    /// <summary>Option first, then extension, then the source's format, then PNG.</summary>
    /// <exception cref="ImageFileException">The extension is none that is written.</exception>
    public static FileFormat Choose(string path, Image image, SaveOptions options)
    {
        if (options.Format is { } chosen)
        {
            return chosen;
        }

        string extension = Path.GetExtension(path);
        if (extension.Equals(".heic", StringComparison.OrdinalIgnoreCase))
        {
            throw new ImageFileException($"{path}: HEIC (HEVC) is not written; use .avif, .png or .tif.");
        }

        return extension.Length <= 1
            ? image.Metadata.SourceFormat ?? FileFormat.Png
            : FromExtension(path) ?? throw new ImageFileException(
                $"{path}: \"{extension}\" is no format that is written; use .jpg, .png, .webp, .tif, .avif or .gif.");
    }

    /// <exception cref="ImageFileException">The format cannot hold the picture.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The JPEG quality is outside 1–100.</exception>
    public static void RequireFits(Image image, FileFormat format, SaveOptions options)
    {
        if (options.JpegQuality is < 1 or > 100)
        {
            throw new ArgumentOutOfRangeException(nameof(options), $"JPEG quality is {options.JpegQuality}, must be 1–100.");
        }

        if (FindObstacle(image.Format, image.Size, format) is { } obstacle)
        {
            throw new ImageFileException(obstacle);
        }
    }

    /// <summary>See <see cref="ImageFile.FindObstacle"/>.</summary>
    public static string? FindObstacle(PixelFormat pixels, PixelSize size, FileFormat format)
    {
        string name = Name(format);
        int maxSide = format switch
        {
            FileFormat.Jpeg => MaxJpegSide,
            FileFormat.Webp => MaxWebpSide,
            FileFormat.Heif => MaxHeifSide,
            FileFormat.Gif => MaxGifSide,
            _ => int.MaxValue,
        };
        return (pixels, format) switch
        {
            ({ Model: ColorModel.Cmyk }, not (FileFormat.Jpeg or FileFormat.Tiff)) =>
                $"{name} cannot hold {pixels}; write TIFF or JPEG, or convert the picture to RGB first.",
            ({ Model: ColorModel.Cmyk, HasAlpha: true }, FileFormat.Jpeg) => $"JPEG cannot hold {pixels}; write TIFF.",
            ({ BitDepth: 16 }, not (FileFormat.Png or FileFormat.Tiff)) =>
                $"{name} is written with 8 bits and would lose precision of {pixels}; write PNG or TIFF.",
            ({ HasAlpha: true }, FileFormat.Jpeg) => $"JPEG cannot hold {pixels}; write PNG, WebP, TIFF or AVIF.",
            _ => Math.Max(size.Width, size.Height) > maxSide
                ? $"{name} holds at most {maxSide} pixels a side, the picture is {size}; write PNG or TIFF." : null,
        };
    }

    /// <summary>See <see cref="ImageFile.FindMetadataLoss"/>.</summary>
    public static string? FindMetadataLoss(ImageMetadata metadata, FileFormat format)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        bool isGif = format == FileFormat.Gif;
        string lost = string.Join(", ", new[]
        {
            isGif && metadata.IccProfile is not null ? "ICC profile" : null,
            format is FileFormat.Gif or FileFormat.Tiff && metadata.Exif is not null ? "EXIF" : null,
            isGif && metadata.Xmp is not null ? "XMP" : null,
            isGif && metadata.DpiX is not null ? "DPI" : null,
        }.OfType<string>());
        return lost.Length > 0 ? lost : null;
    }

    /// <summary>The name that people use.</summary>
    public static string Name(FileFormat format) => format switch
    {
        FileFormat.Heif => "AVIF",
        FileFormat.Webp => "WebP",
        _ => format.ToString().ToUpperInvariant(),
    };
}
