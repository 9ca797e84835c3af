using Infill.Evaluation.Metrics;
using Infill.Imaging;

namespace Infill.Evaluation.Cases;

/// <summary>The shadow that an upright object throws on flat ground: its outline, sheared and flattened from its foot, and blurred.</summary>
/// <param name="Shear">Pixels to the right per pixel of height; negative falls to the left.</param>
/// <param name="Fall">Pixels up the picture per pixel of height, away from the viewer; negative falls towards the viewer.</param>
/// <param name="Softness">σ of the blur over the object's longer side.</param>
/// <param name="Darkness">Share of the light that is taken away where the shadow is full.</param>
public sealed record CastShadow(double Shear, double Fall, double Softness, double Darkness) : IGroundEffect
{
    /// <summary>Width that the shadow gains up to the object's full height, as a share: perspective; default 0.</summary>
    public double Spread { get; init; }

    /// <summary>Pixels that the shadow of the object's top bends aside, over its height: ground that is not flat; default 0.</summary>
    public double Bow { get; init; }

    /// <summary>Darkness of red, green and blue over <see cref="Darkness"/>: the sky's blue light stays in shadows of the sun; default all 1.</summary>
    public (double Red, double Green, double Blue) Tint { get; init; } = (1, 1, 1);

    /// <summary>Any shadow by seed: hard and soft, short and long, weak and deep, in coloured light, in perspective and on uneven ground.</summary>
    /// <param name="seed">0–65535.</param>
    public static CastShadow Varied(int seed)
    {
        double Between(int draw, double low, double high) => low + ((high - low) * HashNoise.Uniform(seed, 1, draw));
        double side = HashNoise.Uniform(seed, 1, 0) < 0.5 ? -1 : 1;
        double away = HashNoise.Uniform(seed, 1, 1) < 0.6 ? 1 : -1;
        double warm = Between(8, -0.04, 0.12);
        return new CastShadow(side * Between(2, 0.2, 1.2), away * Between(3, 0.15, 0.55), Math.Exp(Between(4, Math.Log(0.004), Math.Log(0.04))), Between(5, 0.4, 0.75))
        {
            Spread = Between(6, -0.15, 0.3),
            Bow = Between(7, -0.15, 0.15),
            Tint = (1 + warm, 1, 1 - warm),
        };
    }

    /// <summary>A shadow of daylight by seed: up to as long as the object is high, 30 to 60 % dark.</summary>
    /// <param name="seed">0–65535.</param>
    public static CastShadow FromSeed(int seed)
    {
        double Between(int draw, double low, double high) => low + ((high - low) * HashNoise.Uniform(seed, 0, draw));
        double side = HashNoise.Uniform(seed, 0, 0) < 0.5 ? -1 : 1;
        double away = HashNoise.Uniform(seed, 0, 1) < 0.5 ? -1 : 1;
        return new CastShadow(side * Between(2, 0.2, 0.9), away * Between(3, 0.15, 0.45), Between(4, 0.01, 0.03), Between(5, 0.3, 0.6));
    }

    /// <inheritdoc/>
    public PixelRect Reach(PixelSize size)
    {
        int blur = (int)Math.Ceiling(4 * Sigma(size)) + 2;
        int widening = (int)Math.Ceiling(Math.Max(0, Spread) * size.Width / 2) + (int)Math.Ceiling(Math.Abs(Bow) * size.Height);
        int shift = (int)Math.Ceiling(Math.Abs(Shear) * size.Height), fall = (int)Math.Ceiling(Math.Abs(Fall) * size.Height);
        return PixelRect.FromEdges(
            (Shear < 0 ? -shift : 0) - blur - widening,
            Math.Min(0, Fall > 0 ? size.Height - fall - blur : 0),
            size.Width + (Shear > 0 ? shift : 0) + blur + widening,
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
            int x = (int)Math.Round(Straighten(reach.X + (i % reach.Width) - (Shear * height), height, cut.Size));
            int y = (int)Math.Round(cut.Height - 1 - height);
            shade[i] = cut.Size.Bounds.Contains(x, y) ? cut[3, x, y] : 0f;
        }

        float[] soft = Gaussian.Blur(shade, reach.Size, Sigma(cut.Size));
        return [.. soft.Select(s => (float)(Darkness * s))];
    }

    /// <inheritdoc/>
    public GroundChange Change(FloatImage cut)
    {
        float[] missing = Draw(cut), tint = [(float)Tint.Red, (float)Tint.Green, (float)Tint.Blue];
        return new GroundChange([.. missing.Select(shade => shade / (float)Darkness)], (i, c, light) => light * Math.Max(0f, 1 - (missing[i] * tint[c])));
    }

    private double Straighten(double x, double height, PixelSize size)
    {
        double straight = x - (Bow * height * Math.Abs(height) / size.Height);
        return Spread == 0 ? straight : (size.Width / 2.0) + ((straight - (size.Width / 2.0)) / (1 + (Spread * height / size.Height)));
    }

    private double Sigma(PixelSize size) => Softness * Math.Max(size.Width, size.Height);
}
