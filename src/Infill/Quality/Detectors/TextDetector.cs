using Infill.Imaging;
using static Infill.Quality.Detectors.Statistic;

namespace Infill.Quality.Detectors;

/// <summary>Thin strokes in rows: strong steps to both sides within a stroke's width, gathered in bands.</summary>
internal static class TextDetector
{
    private const double Epsilon = 1;
    private const double Top = 0.2;
    private const float InsidePx = 2;

    /// <summary>Pixels to either side of a stroke's middle.</summary>
    private const int Reach = 4;

    /// <summary>L* units that ink and paper differ by.</summary>
    private const float LeastContrast = 12;

    /// <summary>Reads a view; null if the hole is too thin or nothing is around it.</summary>
    public static DetectorReading? Read(FillView view)
    {
        int[] hole = view.Pixels(InsidePx, float.PositiveInfinity);
        int[] ring = view.Pixels(float.NegativeInfinity, -InsidePx);
        if (hole.Length < 64 || ring.Length < 64)
        {
            return null;
        }

        float[] strokes = Strokes(view);
        float[] pooled = Gaussian.Blur(strokes, view.Lab.Size, 5);
        double inside = TopMean(At(pooled, hole), Top);
        double[] measures =
        [
            LogRatio(At(strokes, hole).Average(), At(strokes, ring).Average(), Epsilon),
            LogRatio(inside, TopMean(At(pooled, ring), Top), Epsilon),
            Math.Log(inside + Epsilon),
            hole.Count(i => strokes[i] > LeastContrast) / (double)hole.Length,
        ];
        return new DetectorReading(measures, [.. pooled.Select((v, i) => view.Depth[i] > 0 ? v : 0f)]);
    }

    // The smaller of the two steps from a pixel to both of its sides, the better of across and along: 0 at mere edges.
    private static float[] Strokes(FillView view)
    {
        ReadOnlySpan<float> lightness = view.Blurred(0.8).Plane(0);
        float[] strokes = new float[lightness.Length];
        for (int y = Reach; y < view.Height - Reach; y++)
        {
            for (int x = Reach; x < view.Width - Reach; x++)
            {
                int i = (y * view.Width) + x;
                strokes[i] = Math.Max(
                    Ridge(lightness[i], lightness[i - Reach], lightness[i + Reach]),
                    Ridge(lightness[i], lightness[i - (Reach * view.Width)], lightness[i + (Reach * view.Width)]));
            }
        }

        return strokes;
    }

    private static float Ridge(float middle, float before, float after)
    {
        (float a, float b) = (middle - before, middle - after);
        return a * b <= 0 ? 0 : Math.Min(Math.Abs(a), Math.Abs(b));
    }
}
