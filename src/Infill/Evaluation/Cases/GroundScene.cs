using Infill.Evaluation.Cases;
using Infill.Imaging;
using Infill.Masks;

namespace Infill.Evaluation.CastShadows;

/// <summary>A photo with a cut-out and its shadow, of which everything is known: where the shadow lies and what the ground is without it.</summary>
public sealed record ShadowScene
{
    private const int LeastVisiblePx = 200;

    // ΔE00; 1 is just to be seen side by side, on rough ground it takes more.
    private const double LeastDifference = 4;

    /// <summary>Photo, shadow and object, 8-bit sRGB.</summary>
    public required Image Input { get; init; }

    /// <summary>Photo and object in the same light everywhere.</summary>
    public required Image Truth { get; init; }

    /// <summary>The object: alpha from ½.</summary>
    public required Mask Subject { get; init; }

    /// <summary>Depth of the shadow beside the object, 0…1; empty in scenes without one.</summary>
    public required Mask Shade { get; init; }

    /// <summary>True if anybody can see the shadow: half of its depth or more on at least 200 pixels, and there a mean difference of ΔE00 4 or more.</summary>
    public bool IsVisible
    {
        get
        {
            (double sum, int count) = (0, 0);
            PixelRect window = Shade.Window;
            for (int i = 0; i < window.Area; i++)
            {
                (int x, int y) = (window.X + (i % window.Width), window.Y + (i / window.Width));
                if (Shade[x, y] >= MaskGrow.HardValue)
                {
                    (sum, count) = (sum + DeltaE.Ciede2000(LabOf(Input, x, y), LabOf(Truth, x, y)), count + 1);
                }
            }

            return count >= LeastVisiblePx && sum / count >= LeastDifference;
        }
    }

    /// <summary>Puts a cut-out and its shadow into a photo. Light is taken away in linear light, as the sun does.</summary>
    /// <param name="photo">8-bit sRGB. Not modified.</param>
    /// <param name="item">What to place where; its seed is not used.</param>
    /// <param name="shadow">The light, or null for a scene without a shadow.</param>
    /// <exception cref="ImageFileException">The cut-out cannot be read.</exception>
    /// <exception cref="InvalidRequestException">It is no cut-out.</exception>
    public static ShadowScene Place(Image photo, ObjectSpec item, CastShadow? shadow)
    {
        ArgumentNullException.ThrowIfNull(photo);
        ArgumentNullException.ThrowIfNull(item);
        FloatImage cut = CutOut.Load(item.CutOut, item.Side);
        PixelRect reach = shadow?.Reach(cut.Size) ?? cut.Size.Bounds;
        float[] missing = shadow?.Draw(cut) ?? new float[reach.Area];
        PixelRect window = reach.RelativeTo(-item.X, -item.Y).Intersect(photo.Size.Bounds);
        var scene = new ShadowScene
        {
            Input = photo.Clone(),
            Truth = photo.Clone(),
            Subject = new Mask(photo.Size, window),
            Shade = new Mask(photo.Size, window),
        };
        for (int y = window.Y; y < window.Bottom; y++)
        {
            for (int x = window.X; x < window.Right; x++)
            {
                (int cutX, int cutY) = (x - item.X, y - item.Y);
                float alpha = cut.Size.Bounds.Contains(cutX, cutY) ? cut[3, cutX, cutY] : 0f;
                float shade = missing[((cutY - reach.Y) * reach.Width) + cutX - reach.X];
                scene.Subject[x, y] = alpha >= MaskGrow.HardValue ? 1f : 0f;
                scene.Shade[x, y] = shadow is null || alpha >= MaskGrow.HardValue ? 0f : shade / (float)shadow.Darkness;
                long at = photo.SampleIndex(x, y);
                Paint(scene.Input, at, alpha, c => cut[c, cutX, cutY], c => 1 - (shade * TintOf(shadow, c)));
                Paint(scene.Truth, at, alpha, c => cut[c, cutX, cutY], _ => 1);
            }
        }

        return scene;
    }

    private static (double L, double A, double B) LabOf(Image image, int x, int y)
    {
        CieLab.FromSrgb(image[x, y, 0] / 255f, image[x, y, 1] / 255f, image[x, y, 2] / 255f, out float lightness, out float a, out float b);
        return (lightness, a, b);
    }

    private static float TintOf(CastShadow? shadow, int channel) => channel switch
    {
        0 => (float)(shadow?.Tint.Red ?? 1),
        1 => (float)(shadow?.Tint.Green ?? 1),
        _ => (float)(shadow?.Tint.Blue ?? 1),
    };

    private static void Paint(Image image, long at, float alpha, Func<int, float> color, Func<int, float> light)
    {
        for (int c = 0; c < 3; c++)
        {
            float ground = SrgbCurve.Encode(SrgbCurve.Decode(image.Samples8[at + c] / 255f) * Math.Max(0f, light(c)));
            float mixed = alpha > 0 ? (alpha * color(c)) + ((1 - alpha) * ground) : ground;
            image.Samples8[at + c] = (byte)Math.Clamp(MathF.Round(mixed * 255f), 0f, 255f);
        }
    }
}
