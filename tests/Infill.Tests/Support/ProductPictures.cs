using Infill.Imaging;
using Infill.Masks;

namespace Infill.Tests.Support;

/// <summary>A round product with a smooth edge on ground of another colour, of which alpha and colours are known.</summary>
internal static class ProductPictures
{
    public static readonly PixelSize Size = new(200, 160);

    /// <summary>How much of each pixel is the product: an egg, its edge <paramref name="softness"/> pixels wide.</summary>
    public static Mask Alpha(double softness = 2) => TestMasks.FromFunction(Size, (x, y) =>
    {
        double across = (x + 0.5 - 96) / 46, down = (y + 0.5 - 78) / 58;
        double distance = (1 - Math.Sqrt((across * across) + (down * down))) * 50;
        return (float)Math.Clamp((distance / softness) + 0.5, 0, 1);
    });

    /// <summary>The true outline as a hard mask, larger by so many pixels.</summary>
    public static Mask Outline(int growPx = 0)
    {
        Mask grown = MaskGrow.Grow(Alpha(), growPx);
        return TestMasks.FromFunction(Size, (x, y) => grown[x, y] >= 0.5f ? 1f : 0f);
    }

    /// <summary>The product in red with a little grain, 0…1.</summary>
    public static float Own(int channel, int x, int y) =>
        (channel == 0 ? 0.75f : channel == 1 ? 0.22f : 0.15f) + (0.0015f * (TestPictures.Hash(3, (uint)((y * 977) + x)) % 20)) + (0.0008f * x);

    /// <summary>Ground in green and blue that changes slowly, with grain.</summary>
    public static float Ground(int channel, int x, int y) =>
        (channel == 0 ? 0.25f : channel == 1 ? 0.55f : 0.50f) + (0.0015f * (TestPictures.Hash(5, (uint)((y * 811) + x)) % 20)) + (0.0006f * y);

    /// <summary>The product on its ground.</summary>
    public static Image Draw(Mask alpha, Func<int, int, int, float>? ground = null, int bitDepth = 8)
    {
        var image = new Image(alpha.Size, new PixelFormat(ColorModel.Rgb, HasAlpha: false, bitDepth));
        ForEach(image, (x, y, c) => (alpha[x, y] * Own(c, x, y)) + ((1 - alpha[x, y]) * (ground ?? Ground)(c, x, y)));
        return image;
    }

    /// <summary>Sets every sample, 0…1.</summary>
    public static void ForEach(Image image, Func<int, int, int, float> value)
    {
        for (int i = 0; i < image.Size.Area; i++)
        {
            (int x, int y) = (i % image.Width, i / image.Width);
            for (int c = 0; c < image.Format.Channels; c++)
            {
                image[x, y, c] = (int)MathF.Round(Math.Clamp(value(x, y, c), 0f, 1f) * image.Format.MaxValue);
            }
        }
    }
}
