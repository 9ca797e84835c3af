using Infill.Evaluation.Cases;
using Infill.Imaging;

namespace Infill.Evaluation.Calibrating;

/// <summary>Makes fills that are known to be good or bad, from the truth.</summary>
/// <remarks>A defect that nobody can see is none: below a least mean Lab difference from the truth (2.3 is about what an eye just sees)
/// no fill is made, as when a plain sky is shifted.</remarks>
internal static class DefectMaker
{
    /// <summary>Mean Lab difference over the hole from which a fill counts as spoilt.</summary>
    private const double Visible = 2.3;

    /// <summary>A defect in a part of the hole is spread thin in the mean.</summary>
    private const double VisibleInPart = 1.2;

    /// <summary>L* units of pattern that a block needs for anyone to know it again.</summary>
    private const double LeastPattern = 1.5;
    private const int RepeatTries = 9;

    /// <summary>Every known fill of a scene.</summary>
    public static IEnumerable<(Defect Defect, Image Image)> Make(FillScene scene)
    {
        yield return (Defect.None, scene.Finish(scene.Truth));
        int first = (int)scene.Draw(1, 0, 4);
        yield return (Defect.None, scene.Finish(Variant(scene, first)));
        yield return (Defect.None, scene.Finish(Variant(scene, (first + 1 + (int)scene.Draw(2, 0, 3)) % 4)));
        FloatImage crossed = DefectStrokes.CrossingLine(scene);
        yield return (Defect.None, scene.Finish(crossed, crossed));
        yield return (Defect.MissingLine, scene.Finish(scene.Truth, crossed));
        foreach ((Defect defect, Func<FillScene, FloatImage> spoil, double least) in Spoilers())
        {
            FloatImage fill = spoil(scene);
            if (scene.Difference(fill) >= least)
            {
                yield return (defect, scene.Finish(fill));
            }
        }
    }

    private static (Defect Defect, Func<FillScene, FloatImage> Spoil, double Least)[] Spoilers() =>
    [
        (Defect.Blurred, Blur, VisibleInPart),
        (Defect.Flat, Flatten, Visible),
        (Defect.Shifted, Shift, Visible),
        (Defect.ColorCast, scene => scene.AddLab(scene.Direction(20, scene.Draw(21, 6, 14)), _ => 1), Visible),
        (Defect.Foreign, scene => scene.Foreign(24), 3 * Visible),
        (Defect.RepeatedBlock, Repeat, VisibleInPart),
        (Defect.HardSeam, Seam, 0.3),
        (Defect.Leftover, Leave, VisibleInPart),
        (Defect.Text, DefectStrokes.Letters, VisibleInPart),
    ];

    // What a person would accept: a little noise, a trace of softness, a tone nobody sees, less than a pixel of shift.
    private static FloatImage Variant(FillScene scene, int kind) => kind switch
    {
        0 => scene.Make((c, x, y) => scene.Truth[c, x, y] + (float)(scene.Normal((y * scene.Width) + x, c) * 1.5 / 255)),
        1 => Blurred(scene, 0.45),
        2 => scene.AddLab(scene.Direction(5, 1), _ => 1),
        _ => Moved(scene, scene.Draw(6, -0.7, 0.7), scene.Draw(7, -0.7, 0.7)),
    };

    private static FloatImage Blur(FillScene scene) => Blurred(scene, scene.Draw(10, 1.5, 3.5));

    private static FloatImage Blurred(FillScene scene, double sigma)
    {
        var blurred = new FloatImage(3, scene.Truth.Size);
        for (int c = 0; c < 3; c++)
        {
            Gaussian.Blur(scene.Truth.Plane(c), scene.Truth.Size, sigma).CopyTo(blurred.Plane(c));
        }

        return blurred;
    }

    private static FloatImage Flatten(FillScene scene)
    {
        float[] kept = [.. scene.Depth.Select(d => d > 0 ? 0f : 1f)];
        var flat = new FloatImage(3, scene.Truth.Size);
        for (int c = 0; c < 3; c++)
        {
            // Narrow blurs follow the edge, wide ones reach the middle.
            float[] near = Gaussian.BlurKnown(scene.Truth.Plane(c), kept, scene.Truth.Size, Math.Max(4, scene.Radius / 6));
            float[] wide = Gaussian.BlurKnown(scene.Truth.Plane(c), kept, scene.Truth.Size, Math.Max(12, scene.Radius / 2));
            for (int i = 0; i < near.Length; i++)
            {
                float share = MathF.Exp(-scene.Depth[i] / Math.Max(4f, (float)scene.Radius / 4));
                flat.Plane(c)[i] = (share * near[i]) + ((1 - share) * wide[i]);
            }
        }

        return flat;
    }

    private static FloatImage Shift(FillScene scene)
    {
        (double length, double angle) = (scene.Draw(12, 8, 20), scene.Draw(13, 0, 2 * Math.PI));
        return Moved(scene, Math.Round(length * Math.Cos(angle)), Math.Round(length * Math.Sin(angle)));
    }

    private static FloatImage Moved(FillScene scene, double dx, double dy) => scene.Make((c, x, y) =>
    {
        double sx = Math.Clamp(x + dx, 0, scene.Width - 1.001), sy = Math.Clamp(y + dy, 0, scene.Height - 1.001);
        (int ix, int iy) = ((int)sx, (int)sy);
        (float fx, float fy) = ((float)(sx - ix), (float)(sy - iy));
        (int jx, int jy) = (Math.Min(ix + 1, scene.Width - 1), Math.Min(iy + 1, scene.Height - 1));
        float top = (scene.Truth[c, ix, iy] * (1 - fx)) + (scene.Truth[c, jx, iy] * fx);
        float bottom = (scene.Truth[c, ix, jy] * (1 - fx)) + (scene.Truth[c, jx, jy] * fx);
        return (top * (1 - fy)) + (bottom * fy);
    });

    // A square of the picture beside the hole, or of the hole itself, once more in its middle, with a soft rim of 3 pixels. Of some
    // squares the one with the most pattern: a bare one can be anywhere.
    private static FloatImage Repeat(FillScene scene)
    {
        double half = scene.Radius * scene.Draw(14, 0.45, 0.75);
        float[] pattern = Gaussian.Blur([.. scene.Lab.Plane(0).ToArray().Zip(
            Gaussian.Blur(scene.Lab.Plane(0), scene.Truth.Size, 4), (sharp, soft) => (sharp - soft) * (sharp - soft))], scene.Truth.Size, half / 2);
        (int cx, int cy) = scene.Centre;
        (int dx, int dy) = Enumerable.Range(0, RepeatTries).Select(k => Offset(scene, half, k)).MaxBy(o => scene.Contains(cx + o.X, cy + o.Y, (int)half)
            ? pattern[((cy + o.Y) * scene.Width) + cx + o.X] : 0);
        double contrast = scene.Contains(cx + dx, cy + dy, (int)half) ? Math.Sqrt(pattern[((cy + dy) * scene.Width) + cx + dx]) : 0;
        return contrast < LeastPattern ? scene.Truth : scene.Make((c, x, y) =>
        {
            (int sx, int sy) = (Math.Clamp(x + dx, 0, scene.Width - 1), Math.Clamp(y + dy, 0, scene.Height - 1));
            float share = (float)Math.Clamp((half - Math.Max(Math.Abs(x - cx), Math.Abs(y - cy))) / 3, 0, 1);
            return (share * scene.Truth[c, sx, sy]) + ((1 - share) * scene.Truth[c, x, y]);
        });
    }

    private static (int X, int Y) Offset(FillScene scene, double half, int number)
    {
        double angle = scene.Draw(60 + number, 0, 2 * Math.PI);
        double far = number % 3 == 0 ? half * 1.2 : scene.Radius + half + 4;
        return ((int)Math.Round(far * Math.Cos(angle)), (int)Math.Round(far * Math.Sin(angle)));
    }

    private static FloatImage Seam(FillScene scene)
    {
        double reach = scene.Draw(17, 2.5, 6);
        return scene.AddLab(scene.Direction(18, scene.Draw(19, 10, 20)), i => Math.Exp(-(scene.Depth[i] - 1) / reach));
    }

    private static FloatImage Leave(FillScene scene)
    {
        (int cx, int cy) = scene.Centre;
        int radius = Math.Max(6, (int)(scene.Radius * scene.Draw(30, 0.35, 0.55)));
        var spot = new HoleSpec(HoleShape.Wavy, cx, cy, radius, (int)scene.Draw(31, 0, 60000));
        Mask blob = HoleOutline.Draw(scene.Truth.Size, spot);
        float[] soft = Gaussian.Blur(blob.WithWindow(scene.Truth.Size.Bounds).Values, scene.Truth.Size, 0.8);
        FloatImage other = scene.Foreign(32);
        return scene.Make((c, x, y) => scene.Truth[c, x, y] + (soft[(y * scene.Width) + x] * (other[c, x, y] - scene.Truth[c, x, y])));
    }
}
