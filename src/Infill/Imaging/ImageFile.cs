namespace Infill.Imaging;

/// <summary>The only way from picture files to <see cref="Image"/> and back: JPEG, PNG, WebP, TIFF, AVIF and GIF (first frame).</summary>
/// <remarks>The format is decided by content, every limit is checked on the header, and a file that decodes with a warning is
/// refused unless <see cref="LoadOptions.Lenient"/>. Every failure is an <see cref="ImageFileException"/>.</remarks>
public static class ImageFile
{
    /// <summary>Reads a picture, upright (EXIF orientation applied), in its own model, depth and profile.</summary>
    /// <param name="path">A regular file.</param>
    /// <param name="options">Limits and strictness; null is <see cref="LoadOptions.Default"/>.</param>
    /// <param name="cancellation">Looked at between strips.</param>
    /// <exception cref="ImageFileException">Missing, no regular file, not a readable picture, damaged, or beyond a limit.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static Image Load(string path, LoadOptions? options = null, CancellationToken cancellation = default)
    {
        using FileStream stream = PictureInput.Open(path);
        return Read(stream, path, options).ReadImage(cancellation);
    }

    /// <summary>Reads a picture from the stream's current position to its end; the stream stays open.</summary>
    /// <inheritdoc cref="Load(string, LoadOptions?, CancellationToken)"/>
    /// <param name="stream">Copied to memory first unless it can seek and stands at 0.</param>
    /// <param name="options">Limits and strictness.</param>
    /// <param name="cancellation">Looked at between strips.</param>
    public static Image Load(Stream stream, LoadOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        options ??= LoadOptions.Default;
        using MemoryStream? copy = PictureInput.CopyIfNeeded(stream, options);
        return Read(copy ?? stream, options.StreamName, options).ReadImage(cancellation);
    }

    /// <summary>Reads a picture from memory.</summary>
    /// <inheritdoc cref="Load(string, LoadOptions?, CancellationToken)"/>
    /// <param name="bytes">The whole file.</param>
    /// <param name="options">Limits and strictness.</param>
    /// <param name="cancellation">Looked at between strips.</param>
    public static Image Load(ReadOnlyMemory<byte> bytes, LoadOptions? options = null, CancellationToken cancellation = default)
    {
        using MemoryStream stream = PictureInput.Wrap(bytes);
        return Read(stream, (options ?? LoadOptions.Default).StreamName, options).ReadImage(cancellation);
    }

    /// <summary>Reads and checks only the header: format, upright size, samples, frames.</summary>
    /// <exception cref="ImageFileException">As for loading, but a file whose pixels are damaged may still pass.</exception>
    public static ImageHeader ReadHeader(string path, LoadOptions? options = null)
    {
        using FileStream stream = PictureInput.Open(path);
        return Read(stream, path, options).ReadHeader();
    }

    /// <inheritdoc cref="ReadHeader(string, LoadOptions?)"/>
    /// <param name="bytes">The whole file.</param>
    /// <param name="options">Limits.</param>
    public static ImageHeader ReadHeader(ReadOnlyMemory<byte> bytes, LoadOptions? options = null)
    {
        using MemoryStream stream = PictureInput.Wrap(bytes);
        return Read(stream, (options ?? LoadOptions.Default).StreamName, options).ReadHeader();
    }

    /// <inheritdoc cref="ReadHeader(string, LoadOptions?)"/>
    /// <param name="stream">Copied to memory first unless it can seek and stands at 0; stays open.</param>
    /// <param name="options">Limits.</param>
    public static ImageHeader ReadHeader(Stream stream, LoadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        options ??= LoadOptions.Default;
        using MemoryStream? copy = PictureInput.CopyIfNeeded(stream, options);
        return Read(copy ?? stream, options.StreamName, options).ReadHeader();
    }

    /// <summary>Reads and checks the header of a usual JPEG or PNG, which takes no decoder and so nothing that hostile bytes could overrun.</summary>
    /// <param name="stream">Can seek and stands at 0; stays open.</param>
    /// <param name="options">Limits.</param>
    /// <returns>The header; null if only a decoder can tell, with <see cref="ReadHeader(Stream, LoadOptions?)"/>.</returns>
    /// <exception cref="ImageFileException">No picture, or beyond a limit.</exception>
    public static ImageHeader? PeekHeader(Stream stream, LoadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Read(stream, (options ?? LoadOptions.Default).StreamName, options).TryPeekHeader();
    }

    /// <summary>The rest of a stream, for a picture that comes through a pipe and is looked at more than once.</summary>
    /// <param name="stream">Read to its end; stays open.</param>
    /// <param name="options">Refused as soon as more than <see cref="LoadOptions.MaxBytes"/> have come.</param>
    /// <exception cref="ImageFileException">Beyond the limit, or the stream fails.</exception>
    public static ReadOnlyMemory<byte> ReadBytes(Stream stream, LoadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        MemoryStream bytes = PictureInput.CopyToEnd(stream, options ?? LoadOptions.Default);
        return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
    }

    /// <summary>Reads a mask picture; see <see cref="MaskPolarity"/> for what its pixels mean.</summary>
    /// <remarks>In a JPEG, values within 16/255 of black or white count as black or white: compression rings around every
    /// edge, and the ringing would be soft fill. Other formats are read as they are.</remarks>
    /// <exception cref="ImageFileException">As for <see cref="Load(string, LoadOptions?, CancellationToken)"/>,
    /// or the polarity needs alpha and the picture has none.</exception>
    public static Mask LoadMask(string path, MaskPolarity polarity = MaskPolarity.WhiteFills, LoadOptions? options = null) =>
        ToMask(Load(path, options), polarity, path);

    /// <inheritdoc cref="LoadMask(string, MaskPolarity, LoadOptions?)"/>
    /// <param name="bytes">The whole file.</param>
    /// <param name="polarity">Which pixels mean "fill".</param>
    /// <param name="options">Limits and strictness.</param>
    public static Mask LoadMask(ReadOnlyMemory<byte> bytes, MaskPolarity polarity = MaskPolarity.WhiteFills, LoadOptions? options = null) =>
        ToMask(Load(bytes, options), polarity, (options ?? LoadOptions.Default).StreamName);

    /// <summary>A picture that was loaded as a mask, as <see cref="LoadMask(string, MaskPolarity, LoadOptions?)"/> reads it.</summary>
    /// <param name="image">Knows the format that it came from.</param>
    /// <param name="polarity">Which pixels mean "fill".</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="ImageFileException">It is CMYK, or the polarity needs alpha and it has none.</exception>
    public static Mask ToMask(Image image, MaskPolarity polarity, string name)
    {
        ArgumentNullException.ThrowIfNull(image);
        try
        {
            Mask mask = MaskImage.FromImage(image, polarity);
            return image.Metadata.SourceFormat == FileFormat.Jpeg ? MaskImage.WithoutJpegNoise(mask) : mask;
        }
        catch (ArgumentException e)
        {
            throw new ImageFileException($"{name} is no usable mask: {e.Message}", e);
        }
    }

    /// <summary>Writes a picture: temporary file in the same folder, fsync, rename; there is never half a file at the path.</summary>
    /// <param name="image">Written as it is: nothing is converted.</param>
    /// <param name="path">Target; its folder must exist.</param>
    /// <param name="options">Format, quality, metadata, overwrite; null is <see cref="SaveOptions.Default"/>.</param>
    /// <param name="inspect">Gets the path of the complete temporary file before the rename; throwing leaves the target as it was. Null = no look.</param>
    /// <exception cref="ImageFileException">The format cannot hold the picture, the file exists, or it cannot be written.</exception>
    public static void Save(Image image, string path, SaveOptions? options = null, Action<string>? inspect = null)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        options ??= SaveOptions.Default;
        FileFormat format = SaveFormat.Choose(path, image, options);
        SaveFormat.RequireFits(image, format, options);
        AtomicFile.Write(path, options.Overwrite, stream => PictureWriter.Write(image, stream, format, options), inspect);
    }

    /// <summary>The bytes of a picture file, the same that <see cref="Save"/> writes.</summary>
    /// <exception cref="ImageFileException">The format cannot hold the picture.</exception>
    public static byte[] Encode(Image image, FileFormat format, SaveOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(image);
        options ??= SaveOptions.Default;
        SaveFormat.RequireFits(image, format, options);
        using var stream = new MemoryStream();
        PictureWriter.Write(image, stream, format, options);
        return stream.ToArray();
    }

    /// <summary>Format that a file name's extension stands for, or null if none of the six.</summary>
    public static FileFormat? FormatFromExtension(string path) => SaveFormat.FromExtension(path);

    /// <summary>Why the format cannot hold the picture without loss of depth, alpha or colour, with the remedy; null if it can.</summary>
    /// <remarks>Lets a caller find out before a long job what <see cref="Save"/> would find after it. GIF's 256 colours are counted only on save.</remarks>
    public static string? FindObstacle(PixelFormat pixels, PixelSize size, FileFormat format) => SaveFormat.FindObstacle(pixels, size, format);

    /// <summary>What the format has no place for among the picture's metadata ("EXIF", "ICC profile, XMP"), or null if it keeps all.</summary>
    /// <remarks>libvips writes no EXIF into TIFF, and a GIF holds only pixels; a caller can say so instead of losing it in silence.</remarks>
    public static string? FindMetadataLoss(ImageMetadata metadata, FileFormat format) => SaveFormat.FindMetadataLoss(metadata, format);

    private static PictureReader Read(Stream stream, string name, LoadOptions? options)
    {
        options ??= LoadOptions.Default;
        LoadLimits.RequireSane(options);
        return new PictureReader(stream, name, options);
    }
}
