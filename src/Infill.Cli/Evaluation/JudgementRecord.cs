using Infill.Evaluation.Statistics;

namespace Infill.Cli.Evaluation;

/// <summary>One metric of one engine in a comparison.</summary>
internal sealed record JudgementRecord
{
    /// <summary>Engine of the earlier evaluation.</summary>
    public required string Engine { get; init; }

    /// <summary>Engine of the later one; absent if it is the same.</summary>
    public string? Against { get; init; }

    /// <summary>"patch", "seamError", "sharpError", "colorStep", "psnr", "ssim", "failures" or "keptPixels".</summary>
    public required string Metric { get; init; }

    /// <summary>Mean loss before: 0 is ideal for distances and errors; PSNR and SSIM are negative.</summary>
    public required double Before { get; init; }

    /// <summary>Mean loss after.</summary>
    public required double After { get; init; }

    /// <summary>Mean of the paired differences, after − before: below 0 is better.</summary>
    public required double Difference { get; init; }

    /// <summary>Ends of its interval over cases; absent if there is a single case.</summary>
    public IReadOnlyList<double>? Interval { get; init; }

    /// <summary>Cases behind it; for the two counts, pairs.</summary>
    public required int Count { get; init; }

    /// <summary>"same", "better" or "worse".</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>The record of a judgement.</summary>
    public static JudgementRecord Of(Judgement judgement) => new()
    {
        Engine = judgement.Engine,
        Against = judgement.Against == judgement.Engine ? null : judgement.Against,
        Metric = judgement.Metric,
        Before = judgement.Before,
        After = judgement.After,
        Difference = judgement.Difference.Mean,
        Interval = judgement.Difference.IsKnown ? [judgement.Difference.Low, judgement.Difference.High] : null,
        Count = judgement.Difference.Count,
        Verdict = judgement.Verdict,
    };
}
