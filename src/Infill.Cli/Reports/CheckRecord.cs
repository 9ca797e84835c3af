namespace Infill.Cli.Reports;

/// <summary>What <c>infill check</c> found of one input.</summary>
internal sealed record CheckRecord
{
    /// <summary>Kind of this record: always "check".</summary>
    public string Record { get; init; } = "check";

    /// <summary>The picture as found.</summary>
    public required string Input { get; init; }

    /// <summary>"ok" or "failed".</summary>
    public required CheckStatus Status { get; init; }

    /// <summary>The code that a run would end with, 0–7, as far as that is known.</summary>
    public required int ExitCode { get; init; }

    /// <summary>True if pixels were decoded as well; else a damaged file or an empty mask may still show in the run.</summary>
    public required bool Decoded { get; init; }

    /// <summary>What the picture's header says; absent if it cannot be read.</summary>
    public HeaderRecord? Picture { get; init; }

    /// <summary>The mask; absent if none was given.</summary>
    public MaskLookRecord? Mask { get; init; }

    /// <summary>The exclusion; absent if none was given.</summary>
    public MaskLookRecord? Exclude { get; init; }

    /// <summary>The engine; absent if there is no such engine, or its model cannot be used.</summary>
    public EngineLookRecord? Engine { get; init; }

    /// <summary>Every reason why the job cannot run, in the order in which a run would meet them.</summary>
    public required IReadOnlyList<ProblemRecord> Problems { get; init; }

    /// <summary>What does not keep the job from running.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }
}
