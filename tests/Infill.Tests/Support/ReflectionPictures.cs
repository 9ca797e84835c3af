using Infill.Imaging;
using Infill.Masks;

namespace Infill.Tests.Support;

/// <summary>Ground with grain, a coloured object on it and, if wanted, its mirror image below the object's foot.</summary>
internal static class ReflectionPictures
{
    public static readonly PixelSize Size = new(320, 300);

    /// <summary>Row where the object touches the ground.</summary>
    public const int Foot = 160;

    /// <summary>A signpost on a block: no flip of it looks like itself.</summary>
    public static Mask Object { get; } = MaskCombine.Add(
        MaskShapes.Rectangle(Size, new MaskPoint(130, 120), 60, Foot - 120),
        MaskShapes.Polygon(Size, [new MaskPoint(120, 60), new MaskPoint(195, 72), new MaskPoint(170, 122), new MaskPoint(140, 122)]));

    /// <summary>Where the mirror image lies.</summary>
    public static Mask Mirrored { get; } = TestMasks.FromFunction(Size, (x, y) => y >= Foot && (2 * Foot) - 1 - y >= 0 && Object[x, (2 * Foot) - 1 - y] > 0 ? 1f : 0f);

    /// <summary>The picture.</summary>
    /// <param name="share">Of the object in the ground; 0 for no reflection.</param>
    /// <param name="sigma">Of the mirror image's blur, in pixels.</param>
    /// <param name="grain">Of the ground, of 255.</param>
    public static Image Draw(double share, double sigma = 1, int grain = 24)
    {
        var image = new Image(Size, new PixelFormat(ColorModel.Rgb, HasAlpha: false, BitDepth: 8));
        float[] alpha = Gaussian.Blur(Mirrored.Values, Size, sigma);
        float[][] colors = [.. Enumerable.Range(0, 3).Select(c => Gaussian.Blur(
            [.. Mirrored.Values.Select((value, i) => value * SrgbCurve.Decode(ColorOf(i % Size.Width, Math.Max(0, (2 * Foot) - 1 - (i / Size.Width)), c)))], Size, sigma))];
        for (int i = 0; i < Size.Area; i++)
        {
            (int x, int y) = (i % Size.Width, i / Size.Width);
            int noise = (int)(TestPictures.Hash(9, (uint)i) >> 8) % grain;
            for (int c = 0; c < 3; c++)
            {
                float ground = SrgbCurve.Decode((130 + (8 * c) + noise) / 255f);
                float mixed = ground + ((float)share * (colors[c][i] - (alpha[i] * ground)));
                image.Samples8[(i * 3) + c] = (byte)MathF.Round(255 * (Object[x, y] > 0 ? ColorOf(x, y, c) : SrgbCurve.Encode(mixed)));
            }
        }

        return image;
    }

    // Bands and a patch in other colours.
    private static float ColorOf(int x, int y, int channel) => ((y / 14) + (x > 155 && y < 100 ? 1 : 0)) % 3 == channel ? 0.85f : 0.2f;
}
