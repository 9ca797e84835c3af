using Infill.Evaluation.Statistics;

namespace Infill.Cli.Evaluation;

/// <summary>What <c>infill eval compare --json</c> prints.</summary>
internal sealed record CompareOutput
{
    /// <summary>Kind of this record: always "evalCompare".</summary>
    public string Record { get; init; } = "evalCompare";

    /// <summary>The earlier evaluation as the user wrote it.</summary>
    public required string Before { get; init; }

    /// <summary>The later evaluation as the user wrote it.</summary>
    public required string After { get; init; }

    /// <summary>"worse" if any judgement is, else "better" if any is, else "same".</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>Confidence of the intervals, 0…1.</summary>
    public required double Level { get; init; }

    /// <summary>Pairs of fills.</summary>
    public required int Pairs { get; init; }

    /// <summary>Cases that have pairs.</summary>
    public required int Cases { get; init; }

    /// <summary>What the earlier evaluation has and the later one lacks; empty without --common.</summary>
    public required IReadOnlyList<string> Unpaired { get; init; }

    /// <summary>One per engine and metric.</summary>
    public required IReadOnlyList<JudgementRecord> Judgements { get; init; }

    /// <summary>The record of a comparison.</summary>
    public static CompareOutput Of(CompareArguments arguments, EvalComparison comparison) => new()
    {
        Before = arguments.Before,
        After = arguments.After,
        Verdict = comparison.Verdict,
        Level = arguments.Options.Level,
        Pairs = comparison.Pairs,
        Cases = comparison.Cases,
        Unpaired = comparison.Unpaired,
        Judgements = [.. comparison.Judgements.Select(JudgementRecord.Of)],
    };
}
