using NetVips;
using VipsImage = NetVips.Image;

namespace Infill.Imaging;

/// <summary>Moves ICC, EXIF, XMP and resolution between libvips' fields and <see cref="ImageMetadata"/>.</summary>
internal static class VipsMetadata
{
    private const string IccField = "icc-profile-data";
    private const string ExifField = "exif-data";
    private const string XmpField = "xmp-data";
    private const double MillimetresPerInch = 25.4;

    /// <summary>What libvips says, in pixels per millimetre, when a file says nothing.</summary>
    private const double UnknownResolution = 1;

    /// <summary>"When the image resolution is unknown, 72 [dpi] shall be designated": EXIF 2.32 §4.6.4.</summary>
    private const double UnknownExifDpi = 72;

    /// <summary>libvips' own bound for pixels per millimetre; a damaged header can claim more.</summary>
    private const double MaxResolution = 1_000_000;

    /// <summary>What a file that libvips opened carries; the EXIF orientation already reads 1.</summary>
    public static ImageMetadata Read(VipsImage image, FileFormat format)
    {
        byte[]? exif = Blob(image, ExifField);
        return new ImageMetadata
        {
            IccProfile = Blob(image, IccField),
            Exif = exif is null ? null : ExifOrientation.Reset(exif),
            Xmp = Blob(image, XmpField),
            DpiX = Dpi(image, image.Xres, "exif-ifd0-XResolution", format),
            DpiY = Dpi(image, image.Yres, "exif-ifd0-YResolution", format),
            SourceFormat = format,
        };
    }

    /// <summary>An integer field, or <paramref name="otherwise"/> if the file does not have it.</summary>
    public static int Int(VipsImage image, string field, int otherwise) =>
        image.Contains(field) && image.Get(field) is int value ? value : otherwise;

    /// <summary>Sets the fields on an image that is about to be saved.</summary>
    public static VipsImage Attach(VipsImage image, ImageMetadata metadata) => image.Mutate(target =>
    {
        SetBlob(target, IccField, metadata.IccProfile);
        SetBlob(target, XmpField, metadata.Xmp);
        if (metadata.Exif is { } exif)
        {
            AttachExif(target, exif);
        }
    });

    /// <summary>Pixels per millimetre to write: what the picture says, else libvips' "unknown", or EXIF's where EXIF must say something.</summary>
    public static double Resolution(double? dpi, Enums.ForeignKeep keep)
    {
        double? written = dpi ?? (keep.HasFlag(Enums.ForeignKeep.Exif) ? UnknownExifDpi : null);
        return written is { } value ? Math.Clamp(value / MillimetresPerInch, 0, MaxResolution) : UnknownResolution;
    }

    /// <summary>Which blocks the saver may write: only those that the picture has, so that no EXIF is made up
    /// unless it is the only place for the resolution.</summary>
    public static Enums.ForeignKeep Keep(ImageMetadata metadata, FileFormat format)
    {
        bool onlyExifHoldsDpi = format is FileFormat.Jpeg or FileFormat.Webp or FileFormat.Heif && metadata.DpiX is not null;
        return (metadata.Exif is not null || onlyExifHoldsDpi ? Enums.ForeignKeep.Exif : 0)
            | (metadata.IccProfile is not null ? Enums.ForeignKeep.Icc : 0)
            | (metadata.Xmp is not null ? Enums.ForeignKeep.Xmp : 0);
    }

    private static void AttachExif(MutableImage target, byte[] exif)
    {
        // libvips rewrites EXIF from its parsed "exif-ifd…" fields and drops every tag without one. Only a loader makes
        // those fields, so a one-pixel PNG carries the block through one.
        using VipsImage carrier = VipsImage.PngloadBuffer(ExifCarrier.Wrap(exif));
        foreach (string field in carrier.GetFields())
        {
            if (field.StartsWith("exif-ifd", StringComparison.Ordinal) && carrier.Get(field) is string text)
            {
                target.Set(GValue.RefStrType, field, text);
            }
        }

        // The thumbnail is left behind on purpose: it would still show what was removed from the picture.
        SetBlob(target, ExifField, Blob(carrier, ExifField));
        target.Set(GValue.GIntType, "orientation", 1);
    }

    private static void SetBlob(MutableImage target, string field, byte[]? bytes)
    {
        if (bytes is not null)
        {
            target.Set(GValue.BlobType, field, bytes);
        }
    }

    private static byte[]? Blob(VipsImage image, string field) =>
        image.Contains(field) && image.Get(field) is byte[] { Length: > 0 } bytes ? bytes : null;

    private static double? Dpi(VipsImage image, double pixelsPerMillimetre, string exifField, FileFormat format)
    {
        if (pixelsPerMillimetre == UnknownResolution)
        {
            // libvips does not look into EXIF for WebP and AVIF, which have no other place for it.
            return image.Contains(exifField) && image.Get(exifField) is string text ? ExifDpi(image, text) : null;
        }

        double dpi = Math.Round(pixelsPerMillimetre * MillimetresPerInch, 3);
        // A JPEG that does not say is given 72 by libvips.
        bool isMadeUp = format == FileFormat.Jpeg && dpi == UnknownExifDpi && !image.Contains(ExifField);
        return pixelsPerMillimetre is > 0 and <= MaxResolution && !isMadeUp ? dpi : null;
    }

    /// <summary>Reads libvips' text of a rational, such as "300000/1000 (300.000, Rational, …)".</summary>
    private static double? ExifDpi(VipsImage image, string text)
    {
        string[] parts = text.Split(' ')[0].Split('/');
        bool isCentimetre = image.Contains("exif-ifd0-ResolutionUnit")
            && image.Get("exif-ifd0-ResolutionUnit") is string unit && unit.StartsWith('3');
        bool isNumber = parts.Length == 2
            & double.TryParse(parts[0], out double numerator)
            & double.TryParse(parts[^1], out double denominator);
        double dpi = numerator / denominator * (isCentimetre ? MillimetresPerInch / 10 : 1);
        return isNumber && dpi is > 0 and <= MaxResolution ? dpi : null;
    }
}
