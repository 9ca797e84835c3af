using Infill.Quality;

namespace Infill.Evaluation.Calibrating;

/// <summary>A calibration with what it is worth.</summary>
/// <param name="Calibration">Fitted on one set of photos.</param>
/// <param name="Report">Measured on another.</param>
public sealed record CalibrationRun(Calibration Calibration, CalibrationReport Report)
{
    /// <summary>Makes good and bad fills, fits, and reports. The same photos, plan and date give the same bytes.</summary>
    /// <param name="fit">Photos to fit on, at least two.</param>
    /// <param name="report">Other photos, at least two.</param>
    /// <param name="plan">How fills are made, and the day to write down.</param>
    /// <param name="progress">Told photos done and in all; from any thread.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="InvalidDataException">Too few photos, or none that a defect shows in.</exception>
    /// <exception cref="Imaging.ImageFileException">A photo cannot be read.</exception>
    public static CalibrationRun Of(
        IReadOnlyList<CalibrationPhoto> fit, IReadOnlyList<CalibrationPhoto> report, (CalibrationPlan Plan, string Date) plan,
        Action<int, int>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(fit);
        ArgumentNullException.ThrowIfNull(report);
        int all = fit.Count + report.Count;
        IReadOnlyList<MeasuredFill> fitted = FillFactory.Measure(fit, plan.Plan, done => progress?.Invoke(done, all), cancellationToken);
        Calibration calibration = Calibrator.Fit(fitted, plan.Date);
        IReadOnlyList<MeasuredFill> others = FillFactory.Measure(report, plan.Plan, done => progress?.Invoke(fit.Count + done, all), cancellationToken);
        return new CalibrationRun(calibration, CalibrationReport.Of(calibration, others));
    }
}
