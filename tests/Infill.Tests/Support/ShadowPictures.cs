using Infill.Imaging;
using Infill.Masks;

namespace Infill.Tests.Support;

/// <summary>Ground with grain, an object on it and, if wanted, its shadow: darker by one factor, blurred at its edge.</summary>
internal static class ShadowPictures
{
    public static readonly PixelSize Size = new(320, 240);

    /// <summary>A signpost: no shift or flip of it looks like itself.</summary>
    public static Mask Object { get; } = MaskCombine.Add(
        MaskShapes.Rectangle(Size, new MaskPoint(140, 110), 14, 70),
        MaskShapes.Polygon(Size, [new MaskPoint(120, 70), new MaskPoint(185, 80), new MaskPoint(180, 115), new MaskPoint(118, 112)]));

    /// <summary>Where the signpost's shadow falls for a shear of 0.8 and a fall of −0.35, without the signpost.</summary>
    public static Mask Shadow { get; } = TestMasks.FromFunction(Size, (x, y) =>
    {
        double height = (y + 0.5 - 180) / 0.35;
        double sourceX = x + 0.5 - (0.8 * height);
        bool isShaded = height is >= 0 and < 110 && sourceX is >= 0 and < 320 && Object[(int)sourceX, (int)(180 - height)] > 0;
        return isShaded && Object[x, y] == 0 ? 1f : 0f;
    });

    /// <summary>The picture.</summary>
    /// <param name="light">Share of light that the shadow leaves, of red, green and blue; all 1 for no shadow.</param>
    /// <param name="sigma">Of the shadow's edge, in pixels.</param>
    /// <param name="grain">Of the ground, of 255.</param>
    public static Image Draw((float Red, float Green, float Blue) light, double sigma = 1.5, int grain = 24)
    {
        float[] depth = Gaussian.Blur(Shadow.Values, Size, sigma);
        var image = new Image(Size, new PixelFormat(ColorModel.Rgb, HasAlpha: false, BitDepth: 8));
        for (int i = 0; i < Size.Area; i++)
        {
            int noise = (int)(TestPictures.Hash(7, (uint)i) >> 8) % grain;
            for (int c = 0; c < 3; c++)
            {
                float left = 1 - (depth[i] * (1 - (c == 0 ? light.Red : c == 1 ? light.Green : light.Blue)));
                float ground = (150 + (10 * c) + noise + (i % Size.Width / 16)) / 255f;
                float value = Object[i % Size.Width, i / Size.Width] > 0 ? 0.3f + (0.1f * c) : SrgbCurve.Encode(SrgbCurve.Decode(ground) * left);
                image.Samples8[(i * 3) + c] = (byte)MathF.Round(value * 255);
            }
        }

        return image;
    }

    /// <summary>A pixel far from every edge of the shadow.</summary>
    public static (int X, int Y) Deepest()
    {
        float[] distance = DistanceTransform.ToKept(Shadow);
        int at = Array.IndexOf(distance, distance.Max());
        return (at % Size.Width, at / Size.Width);
    }

    /// <summary>Common pixels over all pixels, values from ½.</summary>
    public static double Overlap(Mask first, Mask second)
    {
        (int common, int all) = (0, 0);
        for (int i = 0; i < first.Size.Area; i++)
        {
            (int x, int y) = (i % first.Width, i / first.Width);
            (bool a, bool b) = (first[x, y] >= 0.5f, second[x, y] >= 0.5f);
            common += a && b ? 1 : 0;
            all += a || b ? 1 : 0;
        }

        return (double)common / Math.Max(1, all);
    }
}
