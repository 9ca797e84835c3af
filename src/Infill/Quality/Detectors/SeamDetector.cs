using static Infill.Quality.Detectors.Statistic;

namespace Infill.Quality.Detectors;

/// <summary>Colour steps across the edge against steps along the same normals beside it, averaged over cells of 16 pixels.</summary>
/// <remarks>Signed means: texture averages out, a seam does not. The step at the edge is compared with steps 4–7 pixels away on both sides.</remarks>
internal static class SeamDetector
{
    /// <summary>Lab units that nobody sees.</summary>
    private const double Epsilon = 0.5;

    /// <summary>Reads a view; null if the hole has no edge.</summary>
    public static DetectorReading? Read(FillView view, Border border)
    {
        if (border.CellCount == 0)
        {
            return null;
        }

        var seam = new VectorMean[border.CellCount];
        var beside = new VectorMean[border.CellCount, 2 * BorderSteps.FarPx];
        for (int p = 0; p < border.Points.Count; p++)
        {
            int cell = border.Cells[p];
            if (BorderSteps.Find(border, p, -1) is (int from, int to))
            {
                seam[cell].AddStep(view.Lab, from, to);
            }

            foreach (int at in BorderSteps.Beside())
            {
                if (BorderSteps.Find(border, p, at) is (int near, int far))
                {
                    beside[cell, at + BorderSteps.FarPx].AddStep(view.Lab, near, far);
                }
            }
        }

        double[] usual = [.. Enumerable.Range(0, border.CellCount).Select(c => BorderSteps.Beside().Select(at => beside[c, at + BorderSteps.FarPx]).Where(m => m.Count > 2).Select(m => m.Length).DefaultIfEmpty(0).Average())];
        double[] excess = [.. seam.Select((m, c) => LogRatio(m.Length, usual[c], Epsilon))];
        float[] sorted = [.. excess.Select(e => (float)e)];
        double[] measures =
        [
            LogRatio(seam.Average(m => m.Length), usual.Average(), Epsilon),
            BorderSteps.Ratio(view.Lab, border),
            Quantile(sorted, 0.5),
            Quantile(sorted, 0.9),
        ];
        return new DetectorReading(measures, border.Paint([.. excess.Select(e => Math.Max(0, e))]));
    }
}
