using NetVips;
using VipsImage = NetVips.Image;

namespace Infill.Imaging;

/// <summary>Shows managed samples to libvips without copying them.</summary>
internal static class VipsPixels
{
    /// <summary>An image over pinned samples; the caller keeps them pinned while the image or anything made from it lives.</summary>
    public static VipsImage Wrap(nint samples, PixelSize size, PixelFormat format)
    {
        using VipsImage plain = VipsImage.NewFromMemory(
            samples,
            (ulong)(size.Area * format.BytesPerPixel),
            size.Width,
            size.Height,
            format.Channels,
            format.BitDepth == 8 ? Enums.BandFormat.Uchar : Enums.BandFormat.Ushort);
        return plain.Copy(interpretation: (format.Model, format.BitDepth) switch
        {
            (ColorModel.Grey, 8) => Enums.Interpretation.Bw,
            (ColorModel.Grey, _) => Enums.Interpretation.Grey16,
            (ColorModel.Rgb, 8) => Enums.Interpretation.Srgb,
            (ColorModel.Rgb, _) => Enums.Interpretation.Rgb16,
            _ => Enums.Interpretation.Cmyk,
        });
    }
}
