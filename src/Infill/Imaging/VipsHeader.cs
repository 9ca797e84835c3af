using NetVips;
using VipsImage = NetVips.Image;

namespace Infill.Imaging;

/// <summary>Translates libvips' description of a picture, and refuses sample types that have no place in <see cref="Image"/>.</summary>
internal static class VipsHeader
{
    /// <summary>The header of a picture that libvips opened but has not decoded.</summary>
    /// <exception cref="ImageFileException">Float, signed, 32-bit, Lab or more than one extra channel.</exception>
    public static ImageHeader Read(VipsImage image, FileFormat fileFormat, string name)
    {
        int orientation = VipsMetadata.Int(image, "orientation", 1);
        var stored = new PixelSize(image.Width, image.Height);
        return new ImageHeader(
            fileFormat,
            OrientedCopy.Turn(stored, orientation),
            ReadFormat(image, name),
            Math.Max(1, VipsMetadata.Int(image, "n-pages", 1)),
            orientation is >= 1 and <= 8 ? orientation : 1);
    }

    private static PixelFormat ReadFormat(VipsImage image, string name)
    {
        int depth = image.Format switch { Enums.BandFormat.Uchar => 8, Enums.BandFormat.Ushort => 16, _ => 0 };
        ColorModel? model = image.Interpretation switch
        {
            Enums.Interpretation.Bw or Enums.Interpretation.Grey16 => ColorModel.Grey,
            Enums.Interpretation.Srgb or Enums.Interpretation.Rgb or Enums.Interpretation.Rgb16 => ColorModel.Rgb,
            Enums.Interpretation.Cmyk => ColorModel.Cmyk,
            _ => null,
        };
        int extra = image.Bands - (model is { } known ? new PixelFormat(known, false, 8).ColorChannels : image.Bands);
        if (depth == 0 || model is null || extra is < 0 or > 1)
        {
            throw new ImageFileException(
                $"{name} holds {image.Bands} channel(s) of {image.Format} in {image.Interpretation}; "
                + "read are 8- and 16-bit grey, RGB and CMYK, with or without alpha. Convert it to a 16-bit PNG or TIFF.");
        }

        return new PixelFormat(model.Value, extra == 1, depth);
    }
}
