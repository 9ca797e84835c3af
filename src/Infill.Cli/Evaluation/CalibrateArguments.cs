using Infill.Evaluation.Calibrating;

namespace Infill.Cli.Evaluation;

/// <summary>A calibration as the user asked for it.</summary>
internal sealed record CalibrateArguments
{
    /// <summary>Files, folders and patterns to fit on.</summary>
    public required IReadOnlyList<string> Photos { get; init; }

    /// <summary>The same for the report; empty = every third of <see cref="Photos"/>, which then is not fitted on.</summary>
    public required IReadOnlyList<string> Report { get; init; }

    /// <summary>Holes, seed, size, threads.</summary>
    public required CalibrationPlan Plan { get; init; }

    /// <summary>File to write.</summary>
    public required string Output { get; init; }

    /// <summary>True replaces it.</summary>
    public bool Overwrite { get; init; }

    /// <summary>Day to write into the file, or null for today.</summary>
    public string? Date { get; init; }
}
