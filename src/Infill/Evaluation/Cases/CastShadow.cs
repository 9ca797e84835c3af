using Infill.Evaluation.Metrics;
using Infill.Imaging;

namespace Infill.Evaluation.Cases;

/// <summary>The shadow that an upright object throws on flat ground: its outline, sheared and flattened from its foot, and blurred.</summary>
/// <param name="Shear">Pixels to the right per pixel of height; negative falls to the left.</param>
/// <param name="Fall">Pixels up the picture per pixel of height, away from the viewer; negative falls towards the viewer.</param>
/// <param name="Softness">σ of the blur over the object's longer side.</param>
/// <param name="Darkness">Share of the light that is taken away where the shadow is full.</param>
public sealed record CastShadow(double Shear, double Fall, double Softness, double Darkness)
{
    /// <summary>A shadow of daylight by seed: up to as long as the object is high, 30 to 60 % dark.</summary>
    /// <param name="seed">0–65535.</param>
    public static CastShadow FromSeed(int seed)
    {
        double Between(int draw, double low, double high) => low + ((high - low) * HashNoise.Uniform(seed, 0, draw));
        double side = HashNoise.Uniform(seed, 0, 0) < 0.5 ? -1 : 1;
        double away = HashNoise.Uniform(seed, 0, 1) < 0.5 ? -1 : 1;
        return new CastShadow(side * Between(2, 0.2, 0.9), away * Between(3, 0.15, 0.45), Between(4, 0.01, 0.03), Between(5, 0.3, 0.6));
    }

    /// <summary>Everything that object and shadow may change, in the frame of the object's top left corner.</summary>
    /// <param name="size">Size of the object.</param>
    public PixelRect Reach(PixelSize size)
    {
        int blur = (int)Math.Ceiling(4 * Sigma(size)) + 2;
        int shift = (int)Math.Ceiling(Math.Abs(Shear) * size.Height), fall = (int)Math.Ceiling(Math.Abs(Fall) * size.Height);
        return PixelRect.FromEdges(
            (Shear < 0 ? -shift : 0) - blur,
            Math.Min(0, Fall > 0 ? size.Height - fall - blur : 0),
            size.Width + (Shear > 0 ? shift : 0) + blur,
            size.Height + (Fall < 0 ? fall : 0) + blur);
    }

    /// <summary>How much light is missing, 0…1, over <see cref="Reach"/>.</summary>
    /// <param name="cut">The object with its alpha in the fourth channel.</param>
    public float[] Draw(FloatImage cut)
    {
        ArgumentNullException.ThrowIfNull(cut);
        PixelRect reach = Reach(cut.Size);
        float[] shade = new float[reach.Area];
        for (int i = 0; i < shade.Length; i++)
        {
            // The point of the object whose shadow falls here: at this height above the foot, pushed back by the shear.
            double height = (cut.Height - 1 - (reach.Y + (i / reach.Width))) / Fall;
            int x = (int)Math.Round(reach.X + (i % reach.Width) - (Shear * height));
            int y = (int)Math.Round(cut.Height - 1 - height);
            shade[i] = cut.Size.Bounds.Contains(x, y) ? cut[3, x, y] : 0f;
        }

        float[] soft = Gaussian.Blur(shade, reach.Size, Sigma(cut.Size));
        return [.. soft.Select(s => (float)(Darkness * s))];
    }

    private double Sigma(PixelSize size) => Softness * Math.Max(size.Width, size.Height);
}
