using Infill.Imaging;

namespace Infill.Hostile;

/// <summary>Does with a hostile file what the product does: header, pixels, colour, metadata.</summary>
public static class Attempt
{
    /// <summary>Small, so that a mutant with a huge size is refused instead of slow.</summary>
    private const long MaxPixels = 1 << 18;

    /// <summary>Decodes; if <paramref name="thenUse"/>, also converts a corner to sRGB and writes the picture again with its metadata.</summary>
    /// <returns>True if the bytes were a picture, false if they were refused.</returns>
    /// <remarks>Any exception but <see cref="ImageFileException"/> leaves this method: that is the finding.</remarks>
    public static bool Decode(byte[] file, bool isLenient, bool thenUse)
    {
        var options = new LoadOptions { MaxPixels = MaxPixels, MaxBytes = 8 * MaxPixels, Lenient = isLenient };
        Image image;
        try
        {
            image = ImageFile.Load(file, options);
        }
        catch (ImageFileException)
        {
            return false;
        }

        if (!thenUse)
        {
            return true;
        }

        try
        {
            ColorProfile.ToSrgb(image, new PixelRect(0, 0, Math.Min(4, image.Width), Math.Min(4, image.Height)));
            ImageFile.Encode(image, image.Format.Model == ColorModel.Cmyk ? FileFormat.Tiff : FileFormat.Png);
        }
        catch (ImageFileException)
        {
            // A broken profile: the picture can be seen but not converted, and the message says so.
        }

        return true;
    }
}
