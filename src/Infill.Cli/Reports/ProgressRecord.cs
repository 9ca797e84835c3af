namespace Infill.Cli.Reports;

/// <summary>What <c>--progress json</c> prints on stderr, one line per step; the last line says how the command ended.</summary>
internal sealed record ProgressRecord
{
    /// <summary>Kind of this record: always "progress".</summary>
    public string Record { get; init; } = "progress";

    /// <summary>The job at work: its input as the user wrote it. Absent in the last line.</summary>
    public string? Job { get; init; }

    /// <summary>The stage at work, or "end" in the last line.</summary>
    public required ProgressStage Stage { get; init; }

    /// <summary>Step of the engine, 1 … of; files that are whole in the pull stage; 0 in other stages.</summary>
    public int Step { get; init; }

    /// <summary>Steps of the engine for this region; files of the model in the pull stage; 0 in other stages.</summary>
    public int Of { get; init; }

    /// <summary>Fill at work, 1 … fills, with --count. Absent in the last line, as the next three.</summary>
    public int? Fill { get; init; }

    /// <summary>Fills in this job.</summary>
    public int? Fills { get; init; }

    /// <summary>Region at work, 1 … regions; 0 before the plan is known.</summary>
    public int? Region { get; init; }

    /// <summary>Regions in this fill.</summary>
    public int? Regions { get; init; }

    /// <summary>Share of the job that is done, 0…1; never falls within a job.</summary>
    public double Fraction { get; init; }

    /// <summary>Seconds until the job is done, from its pace so far; absent while there is no pace yet.</summary>
    public double? SecondsLeft { get; init; }

    /// <summary>File that shows the region at work as it stands, just written; absent without <c>--preview</c>, and for engines that cannot show it.</summary>
    public string? Preview { get; init; }

    /// <summary>How the command ended; in the last line only.</summary>
    public ProgressStatus? Status { get; init; }

    /// <summary>The process's exit code; in the last line only.</summary>
    public int? ExitCode { get; init; }
}
