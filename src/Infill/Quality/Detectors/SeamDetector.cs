using Infill.Imaging;
using static Infill.Quality.Detectors.Statistic;

namespace Infill.Quality.Detectors;

/// <summary>Colour steps across the edge against steps along the same normals beside it, averaged over cells of 16 pixels.</summary>
/// <remarks>Signed means: texture averages out, a seam does not. The step at the edge is compared with steps 4–7 pixels away on both sides.</remarks>
internal static class SeamDetector
{
    /// <summary>Lab units that nobody sees.</summary>
    private const double Epsilon = 0.5;
    private const int NearPx = 4;
    private const int FarPx = 7;

    /// <summary>Reads a view; null if the hole has no edge.</summary>
    public static DetectorReading? Read(FillView view, Border border)
    {
        if (border.CellCount == 0)
        {
            return null;
        }

        var seam = new VectorMean[border.CellCount];
        var beside = new VectorMean[border.CellCount, FarPx + FarPx];
        (double seamSize, int seams, double besideSize, int besides) = (0, 0, 0, 0);
        for (int p = 0; p < border.Points.Count; p++)
        {
            int cell = border.Cells[p];
            if (Step(border, p, -1, 0) is (int from, int to))
            {
                seam[cell].AddStep(view.Lab, from, to);
                (seamSize, seams) = (seamSize + Size(view.Lab, from, to), seams + 1);
            }

            foreach (int at in Beside())
            {
                if (Step(border, p, at, at + 1) is (int near, int far))
                {
                    beside[cell, at + FarPx].AddStep(view.Lab, near, far);
                    (besideSize, besides) = (besideSize + Size(view.Lab, near, far), besides + 1);
                }
            }
        }

        double[] usual = [.. Enumerable.Range(0, border.CellCount).Select(c => Beside().Select(at => beside[c, at + FarPx]).Where(m => m.Count > 2).Select(m => m.Length).DefaultIfEmpty(0).Average())];
        double[] excess = [.. seam.Select((m, c) => LogRatio(m.Length, usual[c], Epsilon))];
        float[] sorted = [.. excess.Select(e => (float)e)];
        double[] measures =
        [
            LogRatio(seam.Average(m => m.Length), usual.Average(), Epsilon),
            LogRatio(seamSize / Math.Max(1, seams), besideSize / Math.Max(1, besides), Epsilon),
            Quantile(sorted, 0.5),
            Quantile(sorted, 0.9),
        ];
        return new DetectorReading(measures, border.Paint([.. excess.Select(e => Math.Max(0, e))]));
    }

    private static IEnumerable<int> Beside()
    {
        for (int at = NearPx; at < FarPx; at++)
        {
            yield return at;
            yield return -at - 1;
        }
    }

    private static (int From, int To)? Step(Border border, int point, int from, int to)
    {
        (int a, int b) = (border.At(point, from), border.At(point, to));
        return a >= 0 && b >= 0 ? (a, b) : null;
    }

    private static double Size(FloatImage lab, int from, int to)
    {
        double sum = 0;
        for (int c = 0; c < 3; c++)
        {
            double step = lab.Plane(c)[to] - lab.Plane(c)[from];
            sum += step * step;
        }

        return Math.Sqrt(sum);
    }
}
