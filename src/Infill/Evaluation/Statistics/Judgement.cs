namespace Infill.Evaluation.Statistics;

/// <summary>One metric of one engine, before and after.</summary>
public sealed record Judgement
{
    /// <summary>Key for fills that failed only afterwards; their number is the difference.</summary>
    public const string Failures = "failures";

    /// <summary>Key for fills that changed kept pixels only afterwards; their number is the difference.</summary>
    public const string KeptPixels = "keptPixels";

    /// <summary>Engine of the earlier evaluation.</summary>
    public required string Engine { get; init; }

    /// <summary>Engine of the later evaluation: the same name unless two engines are compared.</summary>
    public required string Against { get; init; }

    /// <summary>Key of the metric, <see cref="Failures"/> or <see cref="KeptPixels"/>.</summary>
    public required string Metric { get; init; }

    /// <summary>Mean loss before.</summary>
    public double Before { get; init; }

    /// <summary>Mean loss after; less is better.</summary>
    public double After { get; init; }

    /// <summary>Mean difference of losses, after − before, with its interval over cases.</summary>
    public required Interval Difference { get; init; }

    /// <summary>The judgement.</summary>
    public required Verdict Verdict { get; init; }
}
