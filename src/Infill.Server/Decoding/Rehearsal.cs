using Infill.Imaging;

namespace Infill.Server.Decoding;

/// <summary>Does to a picture's colour profile and metadata what the server will do later, so that what breaks on them breaks in the decoder.</summary>
internal static class Rehearsal
{
    private const int Side = 4;

    /// <summary>Converts a corner there and back, and writes and reads one pixel with the metadata. What cannot be used is told later, by whoever needs it.</summary>
    public static void Run(Image image)
    {
        if (image.Metadata is not ({ IccProfile: not null } or { Exif: not null } or { Xmp: not null }))
        {
            return;
        }

        Try(() =>
        {
            var corner = new PixelRect(0, 0, Math.Min(Side, image.Width), Math.Min(Side, image.Height));
            ColorProfile.FromSrgb(ColorProfile.ToSrgb(image, corner), image.Format, image.Metadata);
        });
        Try(() =>
        {
            var pixel = new Image(new PixelSize(1, 1), image.Format, image.Metadata);
            FileFormat format = image.Metadata.SourceFormat is FileFormat own && ImageFile.FindObstacle(pixel.Format, pixel.Size, own) is null ? own : FileFormat.Tiff;
            ImageFile.Load(ImageFile.Encode(pixel, format), new LoadOptions { Lenient = true });
        });
    }

    private static void Try(Action use)
    {
        try
        {
            use();
        }
        catch (Exception reason) when (reason is ImageFileException or ArgumentException)
        {
            // A profile that cannot be applied: the picture can be seen but not converted.
        }
    }
}
