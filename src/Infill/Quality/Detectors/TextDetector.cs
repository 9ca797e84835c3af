using System.Numerics;
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

    /// <summary>Pixels over which strokes are gathered, and pixels per side of the cells on which that is done.</summary>
    private const double PoolPx = 5;
    private const int CellPx = 4;

    /// <summary>Reads a view; null if the hole is too thin or nothing is around it.</summary>
    public static DetectorReading? Read(FillView view)
    {
        float[] strokes = Strokes(view);
        (double sum, int count, int strong) hole = default, ring = default;
        for (int i = 0; i < strokes.Length; i++)
        {
            if (Math.Abs(view.Depth[i]) >= InsidePx)
            {
                ref (double Sum, int Count, int Strong) side = ref view.Depth[i] > 0 ? ref hole : ref ring;
                side = (side.Sum + strokes[i], side.Count + 1, side.Strong + (strokes[i] > LeastContrast ? 1 : 0));
            }
        }

        if (hole.count < 64 || ring.count < 64)
        {
            return null;
        }

        var cells = new ViewCells(view, CellPx);
        float[] pooled = Gaussian.Blur(cells.Means(strokes), cells.Size, PoolPx / CellPx);
        double inside = TopMean(At(pooled, cells.Find(InsidePx, float.PositiveInfinity)), Top);
        double[] measures =
        [
            LogRatio(hole.sum / hole.count, ring.sum / ring.count, Epsilon),
            LogRatio(inside, TopMean(At(pooled, cells.Find(float.NegativeInfinity, -InsidePx)), Top), Epsilon),
            Math.Log(inside + Epsilon),
            hole.strong / (double)hole.count,
        ];
        return new DetectorReading(measures, cells.Paint(pooled));
    }

    // The smaller of the two steps from a pixel to both of its sides, the better of across and along: 0 at mere edges.
    private static float[] Strokes(FillView view)
    {
        ReadOnlySpan<float> lightness = view.Blurred(FillView.FineSigma).Plane(0);
        float[] strokes = new float[lightness.Length];
        for (int y = Reach; y < view.Height - Reach; y++)
        {
            int start = (y * view.Width) + Reach, end = ((y + 1) * view.Width) - Reach;
            for (int i = start; i <= end - Vector<float>.Count; i += Vector<float>.Count)
            {
                Stroke(lightness, i, view.Width).CopyTo(strokes, i);
            }

            // The last ones once more, as far as there are as many.
            if (end - start >= Vector<float>.Count)
            {
                Stroke(lightness, end - Vector<float>.Count, view.Width).CopyTo(strokes, end - Vector<float>.Count);
            }
        }

        return strokes;
    }

    private static Vector<float> Stroke(ReadOnlySpan<float> lightness, int i, int width)
    {
        var middle = new Vector<float>(lightness[i..]);
        return Vector.Max(
            Ridge(middle - new Vector<float>(lightness[(i - Reach)..]), middle - new Vector<float>(lightness[(i + Reach)..])),
            Ridge(middle - new Vector<float>(lightness[(i - (Reach * width))..]), middle - new Vector<float>(lightness[(i + (Reach * width))..])));
    }

    private static Vector<float> Ridge(Vector<float> a, Vector<float> b) => Vector.ConditionalSelect(
        Vector.GreaterThan(a * b, Vector<float>.Zero), Vector.Min(Vector.Abs(a), Vector.Abs(b)), Vector<float>.Zero);
}
