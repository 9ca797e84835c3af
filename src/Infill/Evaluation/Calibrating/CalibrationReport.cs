using Infill.Quality;

namespace Infill.Evaluation.Calibrating;

/// <summary>How a calibration does on fills that it was not fitted on.</summary>
public sealed record CalibrationReport
{
    /// <summary>Names of the photos, none of which the calibration was fitted on.</summary>
    public required IReadOnlyList<string> Photos { get; init; }

    /// <summary>One per detector.</summary>
    public required IReadOnlyList<DetectorScore> Detectors { get; init; }

    /// <summary>One per kind of fill, good ones first.</summary>
    public required IReadOnlyList<DefectScore> Verdicts { get; init; }

    /// <summary>Fills in all.</summary>
    public int Fills => Verdicts.Sum(v => v.Fills);

    /// <summary>Share of good fills that the verdict flags, 0–1.</summary>
    public double FlaggedGood => Share(Verdicts.Where(v => v.Defect == Defect.None));

    /// <summary>Share of bad fills that the verdict flags, 0–1.</summary>
    public double FlaggedBad => Share(Verdicts.Where(v => v.Defect != Defect.None));

    internal static CalibrationReport Of(Calibration calibration, IReadOnlyList<MeasuredFill> fills) => new()
    {
        Photos = [.. fills.Select(f => f.Photo).Distinct().Order(StringComparer.Ordinal)],
        Detectors = [.. calibration.Models.Select(m => ScoreOf(m, fills))],
        Verdicts = [.. Enum.GetValues<Defect>().Select(d => ScoreOf(calibration, [.. fills.Where(f => f.Defect == d)], d)).Where(s => s.Fills > 0)],
    };

    private static DetectorScore ScoreOf(DetectorModel model, IReadOnlyList<MeasuredFill> fills)
    {
        IReadOnlyList<Defect> defects = Calibrator.DefectsOf(model.Detector);
        double[] good = [.. Read(model, fills.Where(f => f.Defect == Defect.None))], bad = [.. Read(model, fills.Where(f => defects.Contains(f.Defect)))];
        return new DetectorScore(model.Detector, defects, good.Length, bad.Length, Roc.Area(good, bad));
    }

    private static IEnumerable<double> Read(DetectorModel model, IEnumerable<MeasuredFill> fills) =>
        fills.Select(f => Calibrator.LogOdds(model, f)).OfType<double>();

    private static DefectScore ScoreOf(Calibration calibration, MeasuredFill[] fills, Defect defect) =>
        new(defect, fills.Length, fills.Count(f => Calibration.Probability(Calibrator.Combined(calibration, f)) >= calibration.Limit));

    private static double Share(IEnumerable<DefectScore> scores)
    {
        DefectScore[] all = [.. scores];
        return all.Sum(s => s.Flagged) / (double)Math.Max(1, all.Sum(s => s.Fills));
    }
}
