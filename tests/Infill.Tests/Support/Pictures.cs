using Infill.Imaging;

namespace Infill.Tests.Support;

/// <summary>Pictures made of seeded noise: any pixel that is touched shows.</summary>
internal static class Pictures
{
    public static readonly PixelFormat Rgb8 = new(ColorModel.Rgb, HasAlpha: false, BitDepth: 8);
    public static readonly PixelFormat Rgb16 = new(ColorModel.Rgb, HasAlpha: false, BitDepth: 16);
    public static readonly PixelFormat Rgba8 = new(ColorModel.Rgb, HasAlpha: true, BitDepth: 8);
    public static readonly PixelFormat Grey8 = new(ColorModel.Grey, HasAlpha: false, BitDepth: 8);
    public static readonly PixelFormat Grey16 = new(ColorModel.Grey, HasAlpha: false, BitDepth: 16);
    public static readonly PixelFormat Cmyk8 = new(ColorModel.Cmyk, HasAlpha: false, BitDepth: 8);

    public static readonly PixelFormat[] AllFormats =
    [
        .. from model in Enum.GetValues<ColorModel>()
           from alpha in new[] { false, true }
           from depth in new[] { 8, 16 }
           select new PixelFormat(model, alpha, depth),
    ];

    public static Image Noise(int width, int height, PixelFormat? format = null, int seed = 1)
    {
        var image = new Image(new PixelSize(width, height), format ?? Rgb8);
        var random = new Random(seed);
        random.NextBytes(image.Samples8);
        for (int i = 0; i < image.Samples16.Length; i++)
        {
            image.Samples16[i] = (ushort)random.Next(ushort.MaxValue + 1);
        }

        return image;
    }

    /// <summary>Every colour sample equal to a value of 0…1; alpha opaque.</summary>
    public static Image Flat(int width, int height, double value, PixelFormat? format = null)
    {
        var image = new Image(new PixelSize(width, height), format ?? Rgb8);
        int sample = (int)Math.Round(value * image.Format.MaxValue);
        for (int i = 0; i < width * height * image.Format.Channels; i++)
        {
            bool isAlpha = image.Format.HasAlpha && i % image.Format.Channels == image.Format.ColorChannels;
            image[i / image.Format.Channels % width, i / image.Format.Channels / width, i % image.Format.Channels] =
                isAlpha ? image.Format.MaxValue : sample;
        }

        return image;
    }
}
