using Infill.Evaluation.Calibrating;

namespace Infill.Cli.Evaluation;

/// <summary>What <c>infill eval calibrate --json</c> prints.</summary>
internal sealed record CalibrationOutput
{
    /// <summary>Kind of this record: always "calibration".</summary>
    public string Record { get; init; } = "calibration";

    /// <summary>The calibration file as the user named it.</summary>
    public required string Output { get; init; }

    /// <summary>Good and bad fills that it was fitted on.</summary>
    public required int FittedOn { get; init; }

    /// <summary>Probability from which a fill counts as degraded.</summary>
    public required double Limit { get; init; }

    /// <summary>How it does on fills of other photos.</summary>
    public required CalibrationReport Report { get; init; }
}
