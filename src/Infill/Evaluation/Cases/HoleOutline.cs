using Infill.Evaluation.Metrics;
using Infill.Imaging;
using Infill.Masks;

namespace Infill.Evaluation.Cases;

/// <summary>Draws known holes.</summary>
public static class HoleOutline
{
    /// <summary>Harmonics of the wavy outline, each with a normal amplitude of this share of the radius.</summary>
    private const double Waviness = 0.12;
    private const int Waves = 4;
    private const int StrokePoints = 5;
    private const double StrokeWidth = 0.7;
    private const double StrokeStep = 1.0;

    /// <summary>A hard mask of the hole, clipped to the picture.</summary>
    /// <param name="size">Size of the picture.</param>
    /// <param name="hole">The hole; equal specifications give equal masks.</param>
    /// <exception cref="ArgumentOutOfRangeException">The radius is below 1, or the seed is outside 0–65535.</exception>
    public static Mask Draw(PixelSize size, HoleSpec hole)
    {
        ArgumentNullException.ThrowIfNull(hole);
        ArgumentOutOfRangeException.ThrowIfLessThan(hole.Radius, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)hole.Seed, (uint)HashNoise.MaxSeed);
        var centre = new MaskPoint(hole.X + 0.5, hole.Y + 0.5);
        return hole.Shape switch
        {
            HoleShape.Disc => MaskShapes.Ellipse(size, centre, hole.Radius, hole.Radius),
            HoleShape.Wavy => DrawWavy(size, hole),
            HoleShape.Rect => DrawRect(size, hole, centre),
            _ => DrawStroke(size, hole, centre),
        };
    }

    // r(φ) = r + Σ 0.12 r nₖ cos(kφ + φₖ), k = 2…5, nₖ normal, φₖ uniform.
    private static Mask DrawWavy(PixelSize size, HoleSpec hole)
    {
        var waves = new (double Amplitude, double Phase)[Waves];
        for (int k = 0; k < Waves; k++)
        {
            double amplitude = Waviness * hole.Radius * HashNoise.Normal(hole.Seed, k, 0);
            waves[k] = (amplitude, 2 * Math.PI * HashNoise.Uniform(hole.Seed, k, 2));
        }

        int reach = (int)Math.Ceiling(hole.Radius + waves.Sum(w => Math.Abs(w.Amplitude)));
        var window = new PixelRect(hole.X - reach, hole.Y - reach, (2 * reach) + 1, (2 * reach) + 1);
        var mask = new Mask(size, window.Intersect(size.Bounds));
        for (int y = mask.Window.Y; y < mask.Window.Bottom; y++)
        {
            for (int x = mask.Window.X; x < mask.Window.Right; x++)
            {
                (double dx, double dy) = (x - hole.X, y - hole.Y);
                double angle = Math.Atan2(dy, dx);
                double limit = hole.Radius;
                for (int k = 0; k < Waves; k++)
                {
                    limit += waves[k].Amplitude * Math.Cos(((k + 2) * angle) + waves[k].Phase);
                }

                mask[x, y] = Math.Sqrt((dx * dx) + (dy * dy)) < limit ? 1f : 0f;
            }
        }

        return mask.WithWindow(mask.FindBounds());
    }

    private static Mask DrawRect(PixelSize size, HoleSpec hole, MaskPoint centre)
    {
        double ratio = Math.Pow(2, (2 * HashNoise.Uniform(hole.Seed, 0, 0)) - 1);
        double side = hole.Radius * Math.Sqrt(Math.PI);
        (double width, double height) = (side * Math.Sqrt(ratio), side / Math.Sqrt(ratio));
        return MaskShapes.Rectangle(size, new MaskPoint(centre.X - (width / 2), centre.Y - (height / 2)), width, height);
    }

    // Starts in a random direction and turns by up to 45° at every point; shifted so that its middle point is the centre.
    private static Mask DrawStroke(PixelSize size, HoleSpec hole, MaskPoint centre)
    {
        var points = new MaskPoint[StrokePoints];
        double angle = 2 * Math.PI * HashNoise.Uniform(hole.Seed, 0, 0);
        for (int i = 1; i < StrokePoints; i++)
        {
            angle += Math.PI / 2 * (HashNoise.Uniform(hole.Seed, i, 0) - 0.5);
            double step = StrokeStep * hole.Radius;
            points[i] = new MaskPoint(points[i - 1].X + (step * Math.Cos(angle)), points[i - 1].Y + (step * Math.Sin(angle)));
        }

        MaskPoint middle = points[StrokePoints / 2];
        return MaskShapes.Stroke(size, StrokeWidth / 2 * hole.Radius,
            [.. points.Select(p => new MaskPoint(p.X - middle.X + centre.X, p.Y - middle.Y + centre.Y))]);
    }
}
