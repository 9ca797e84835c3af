namespace Infill.Imaging;

/// <summary>Holds files and headers against <see cref="LoadOptions"/>; every refusal has <see cref="ImageFileException.IsLimit"/> set.</summary>
internal static class LoadLimits
{
    /// <summary>Far above any real file; only the first frame is read, but a decoder may walk through all to count them.</summary>
    private const int MaxFrames = 100_000;

    /// <summary>Ten times what encoders write; each scan passes over every pixel.</summary>
    public const int MaxScans = 100;

    private const double Megabyte = 1 << 20;

    /// <exception cref="ArgumentOutOfRangeException">A limit is below 1.</exception>
    public static void RequireSane(LoadOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxPixels, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxBytes, 1, nameof(options));
    }

    /// <exception cref="ImageFileException">The file is larger than the limit.</exception>
    public static void RequireFileSize(string name, long bytes, LoadOptions options)
    {
        if (bytes > options.MaxBytes)
        {
            throw Limit($"{name} has {bytes / Megabyte:F1} MB, the limit is {options.MaxBytes / Megabyte:F1} MB");
        }
    }

    /// <summary>Looks at a stream whose end is not known yet.</summary>
    /// <exception cref="ImageFileException">More bytes have come than the limit, or than one array holds.</exception>
    public static void RequireStreamSize(string name, long bytesSoFar, LoadOptions options)
    {
        long limit = Math.Min(options.MaxBytes, Array.MaxLength);
        if (bytesSoFar > limit)
        {
            throw Limit($"{name} has more than {limit / Megabyte:F1} MB, the limit");
        }
    }

    /// <exception cref="ImageFileException">Too many pixels, frames, or decoded bytes.</exception>
    public static void Require(string name, ImageHeader header, LoadOptions options)
    {
        if (header.Size.Area > options.MaxPixels)
        {
            throw Limit($"{name} is {header.Size} = {header.Size.Area / 1e6:F1} megapixels, the limit is {options.MaxPixels / 1e6:F1}");
        }

        if (header.DecodedBytes > options.MaxBytes || header.DecodedBytes > Array.MaxLength)
        {
            throw Limit($"{name} ({header.Size}, {header.Format}) needs {header.DecodedBytes / Megabyte:F1} MB decoded, "
                + $"the limit is {Math.Min(options.MaxBytes, Array.MaxLength) / Megabyte:F1} MB");
        }

        if (header.Frames > MaxFrames)
        {
            throw Limit($"{name} has {header.Frames} frames, the limit is {MaxFrames}", "extract the first one");
        }
    }

    /// <exception cref="ImageFileException">More than <see cref="MaxScans"/>.</exception>
    public static void RequireScans(string name, int scans)
    {
        if (scans > MaxScans)
        {
            throw Limit($"{name} is a JPEG of more than {MaxScans} scans, the limit", "save it again as a baseline JPEG");
        }
    }

    /// <summary>The picture that a checked header asks for, still all zero.</summary>
    /// <exception cref="ImageFileException">The machine does not have the memory.</exception>
    public static Image Allocate(string name, ImageHeader header, ImageMetadata metadata)
    {
        try
        {
            return new Image(header.Size, header.Format, metadata);
        }
        catch (OutOfMemoryException e)
        {
            throw new ImageFileException($"{name} needs {header.DecodedBytes / Megabyte:F1} MB, more than is free.", e) { IsLimit = true };
        }
    }

    private static ImageFileException Limit(string what, string remedy = "make the picture smaller or raise the limit") =>
        new($"{what}; {remedy}.") { IsLimit = true };
}
