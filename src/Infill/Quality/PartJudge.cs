using Infill.Imaging;
using Infill.Quality.Detectors;

namespace Infill.Quality;

/// <summary>Judges one part of a hole.</summary>
internal static class PartJudge
{
    /// <summary>Share of the strongest heat from which a pixel belongs to the place that is named.</summary>
    private const float HotShare = 0.5f;

    /// <summary>Detectors that are less sure than this do not colour the heat map.</summary>
    private const double Telling = 0.5;

    /// <summary>Measures and combines.</summary>
    /// <param name="view">The part.</param>
    /// <param name="options">Calibration and threads.</param>
    /// <param name="marks">Log-odds of what models marked, by the detector that they add to.</param>
    public static PartVerdict Judge(FillView view, GateOptions options, IReadOnlyDictionary<Detector, double> marks)
    {
        Calibration calibration = options.Calibration;
        IReadOnlyDictionary<Detector, DetectorReading> readings = FillMeasures.Read(view, options.Threads);
        var logOdds = new double?[calibration.Models.Count];
        var findings = new List<TraceFinding>();
        float[] heat = new float[view.Depth.Length];
        for (int m = 0; m < logOdds.Length; m++)
        {
            DetectorModel model = calibration.Models[m];
            if (!readings.TryGetValue(model.Detector, out DetectorReading? reading))
            {
                continue;
            }

            double own = model.LogOdds(reading.Measures);
            own = marks.TryGetValue(model.Detector, out double marked) ? Math.Max(own, marked) : own;
            logOdds[m] = own;
            double probability = Calibration.Probability(own);
            findings.Add(new TraceFinding(NameOf(model.Detector), probability, Locate(view, reading.Heat)));
            Add(heat, reading.Heat, probability);
        }

        return new PartVerdict(calibration.Combine(logOdds), findings, view.Window, Normalise(heat));
    }

    /// <summary>The detector's name in records: "colorStep".</summary>
    public static string NameOf(Detector detector)
    {
        string name = detector.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    private static PixelRect? Locate(FillView view, float[]? heat)
    {
        float most = Statistic.Max(heat);
        if (most <= 0)
        {
            return null;
        }

        (int left, int top, int right, int bottom) = (int.MaxValue, int.MaxValue, 0, 0);
        for (int i = 0; i < heat!.Length; i++)
        {
            if (heat[i] >= HotShare * most)
            {
                (int x, int y) = (i % view.Width, i / view.Width);
                (left, top, right, bottom) = (Math.Min(left, x), Math.Min(top, y), Math.Max(right, x + 1), Math.Max(bottom, y + 1));
            }
        }

        return PixelRect.FromEdges(view.Window.X + left, view.Window.Y + top, view.Window.X + right, view.Window.Y + bottom);
    }

    private static void Add(float[] sum, float[]? heat, double probability)
    {
        float most = Statistic.Max(heat);
        if (probability < Telling || most <= 0)
        {
            return;
        }

        for (int i = 0; i < sum.Length; i++)
        {
            sum[i] += (float)probability * heat![i] / most;
        }
    }

    private static float[] Normalise(float[] heat)
    {
        float most = Statistic.Max(heat);
        return most > 0 ? Array.ConvertAll(heat, h => h / most) : heat;
    }
}
