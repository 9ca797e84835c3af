using System.Runtime.InteropServices;
using NetVips;
using VipsImage = NetVips.Image;

namespace Infill.Imaging;

/// <summary>Encodes a picture into a stream: lossless in every format but JPEG.</summary>
internal static class PictureWriter
{
    private const int MinJpegQuality = 90;
    private const int JpegQualityWithoutSource = 95;

    /// <summary>AOM's effort 0–9; lossless files of photos differ little in size, but 4 takes several times as long as 1.</summary>
    private const int AvifEffort = 1;

    /// <summary>Writes the picture; <see cref="SaveFormat.RequireFits"/> has been asked before.</summary>
    /// <exception cref="ImageFileException">libvips fails.</exception>
    /// <exception cref="IOException">The stream fails, such as a full disk.</exception>
    public static void Write(Image image, Stream stream, FileFormat format, SaveOptions options)
    {
        if (format == FileFormat.Gif)
        {
            GifWriter.Write(image, stream, options);
            return;
        }

        VipsRuntime.EnsureInitialized();
        ImageMetadata metadata = options.StripMetadata ? image.Metadata.Stripped() : image.Metadata;
        Enums.ForeignKeep keep = VipsMetadata.Keep(metadata, format);
        var lent = new VipsStream(stream);
        Array samples = image.Format.BitDepth == 8 ? image.Samples8 : image.Samples16;
        var pin = GCHandle.Alloc(samples, GCHandleType.Pinned);
        try
        {
            using VipsImage pixels = VipsPixels.Wrap(pin.AddrOfPinnedObject(), image.Size, image.Format);
            using VipsImage described = pixels.Copy(
                xres: VipsMetadata.Resolution(metadata.DpiX, keep), yres: VipsMetadata.Resolution(metadata.DpiY, keep));
            using VipsImage complete = VipsMetadata.Attach(described, metadata);
            using TargetCustom target = lent.AsTarget();
            Encode(complete, target, format, new Settings(keep, ChooseQuality(image.Metadata, options), format == FileFormat.Png ? PngFilter.For(image) : default));
        }
        catch (VipsException e)
        {
            throw lent.Failure is IOException failure
                ? new IOException(failure.Message, failure)
                : new ImageFileException($"{SaveFormat.Name(format)} could not be written: {e.Message.Trim()}", e);
        }
        finally
        {
            pin.Free();
        }
    }

    private static int ChooseQuality(ImageMetadata metadata, SaveOptions options) =>
        options.JpegQuality ?? (metadata.JpegQuality is { } source ? Math.Max(MinJpegQuality, source) : JpegQualityWithoutSource);

    private static void Encode(VipsImage image, TargetCustom target, FileFormat format, Settings settings)
    {
        switch (format)
        {
            case FileFormat.Jpeg:
                // Standard Huffman tables: optimised ones save 3 % and hold every coefficient in memory, 6 bytes a pixel.
                image.JpegsaveTarget(
                    target, q: settings.JpegQuality, optimizeCoding: false, subsampleMode: Enums.ForeignSubsample.Off, keep: settings.Keep);
                break;
            case FileFormat.Png:
                image.PngsaveTarget(target, compression: 6, filter: settings.Filter, keep: settings.Keep);
                break;
            case FileFormat.Webp:
                image.WebpsaveTarget(target, lossless: true, exact: true, keep: settings.Keep);
                break;
            case FileFormat.Tiff:
                image.TiffsaveTarget(
                    target,
                    compression: Enums.ForeignTiffCompression.Deflate,
                    predictor: Enums.ForeignTiffPredictor.Horizontal,
                    keep: settings.Keep);
                break;
            default:
                image.HeifsaveTarget(
                    target,
                    lossless: true,
                    bitdepth: 8,
                    effort: AvifEffort,
                    compression: Enums.ForeignHeifCompression.Av1,
                    subsampleMode: Enums.ForeignSubsample.Off,
                    keep: settings.Keep);
                break;
        }
    }

    private readonly record struct Settings(Enums.ForeignKeep Keep, int JpegQuality, Enums.ForeignPngFilter Filter);
}
