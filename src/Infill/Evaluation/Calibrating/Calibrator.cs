using Infill.Quality;

namespace Infill.Evaluation.Calibrating;

/// <summary>Fits a calibration to measured fills.</summary>
internal static class Calibrator
{
    /// <summary>Good fills that may be flagged where the limit is set; below the promised tenth, as other photos are a little harder.</summary>
    private const double FlaggedGood = 0.06;
    private const double Ridge = 0.003;

    /// <summary>What each detector is for.</summary>
    public static IReadOnlyList<Defect> DefectsOf(Detector detector) => detector switch
    {
        Detector.Seam => [Defect.HardSeam],
        Detector.ColorStep => [Defect.ColorCast],
        Detector.Sharpness => [Defect.Blurred],
        Detector.Foreign => [Defect.Foreign],
        Detector.Repetition => [Defect.RepeatedBlock],
        Detector.Flatness => [Defect.Flat],
        Detector.Structure => [Defect.Shifted, Defect.MissingLine],
        Detector.Leftover => [Defect.Leftover],
        _ => [Defect.Text],
    };

    /// <summary>Fits models, weights and limit.</summary>
    /// <param name="fills">Good and bad fills, of every defect some.</param>
    /// <param name="date">Day of the fit, as text.</param>
    /// <exception cref="InvalidDataException">A detector has no good or no bad fill to learn from.</exception>
    public static Calibration Fit(IReadOnlyList<MeasuredFill> fills, string date)
    {
        DetectorModel[] models = [.. Enum.GetValues<Detector>().Select(d => FitModel(fills, d))];
        var open = new Calibration
        {
            Date = date,
            Data = [.. fills.Select(f => f.Photo).Distinct().Order(StringComparer.Ordinal)],
            Fills = fills.Count,
            Models = models,
            Weights = [.. models.Select(_ => 1.0)],
            Bias = 0,
            Limit = 0.5,
        };
        double[][] rows = [.. fills.Select(f => models.Select(m => LogOdds(m, f) is double own ? Calibration.SoftPlus(own) : 0).ToArray())];
        (double[] weights, double bias) = LogisticFit.Fit(rows, [.. fills.Select(f => f.Defect != Defect.None)], Ridge, isMonotone: true);
        Calibration fitted = open with { Weights = weights, Bias = bias };
        double limit = Roc.LimitFor([.. fills.Where(f => f.Defect == Defect.None).Select(f => Combined(fitted, f))], FlaggedGood);
        return fitted with { Limit = Math.Clamp(Calibration.Probability(limit), 0.001, 0.999) };
    }

    /// <summary>A model's log-odds for a fill, or null if it could not be measured.</summary>
    public static double? LogOdds(DetectorModel model, MeasuredFill fill) =>
        fill.Measures.TryGetValue(model.Detector, out double[]? measures) ? model.LogOdds(measures) : null;

    /// <summary>The verdict's log-odds for a fill.</summary>
    public static double Combined(Calibration calibration, MeasuredFill fill) =>
        calibration.Combine([.. calibration.Models.Select(m => LogOdds(m, fill))]);

    private static DetectorModel FitModel(IReadOnlyList<MeasuredFill> fills, Detector detector)
    {
        IReadOnlyList<Defect> defects = DefectsOf(detector);
        MeasuredFill[] own = [.. fills.Where(f => f.Measures.ContainsKey(detector) && (f.Defect == Defect.None || defects.Contains(f.Defect)))];
        int bad = own.Count(f => f.Defect != Defect.None);
        if (bad < 2 || own.Length - bad < 2)
        {
            throw new InvalidDataException(
                $"The detector '{detector}' has {own.Length - bad} good and {bad} bad fills to learn from; it needs at least 2 of each. Give more photos or more holes.");
        }

        double[][] raw = [.. own.Select(f => f.Measures[detector])];
        double[] centres = [.. raw[0].Select((_, k) => raw.Average(r => r[k]))];
        double[] scales = [.. centres.Select((c, k) => Math.Max(1e-6, Math.Sqrt(raw.Average(r => (r[k] - c) * (r[k] - c)))))];
        var blank = new DetectorModel { Detector = detector, Centres = centres, Scales = scales, Weights = [.. centres.Select(_ => 0.0)], Bias = 0 };
        double[][] rows = [.. raw.Select(r => r.Select(blank.Standardise).ToArray())];
        (double[] weights, double bias) = LogisticFit.Fit(rows, [.. own.Select(f => f.Defect != Defect.None)], Ridge, isMonotone: false);
        return blank with { Weights = weights, Bias = bias };
    }
}
