using Infill.Evaluation.Metrics;

namespace Infill.Evaluation.Runs;

/// <summary>One fill of one case by one engine, scored; or why there is none.</summary>
public sealed record EvalResult
{
    /// <summary>Name of the case.</summary>
    public required string Case { get; init; }

    /// <summary>Name of the engine.</summary>
    public required string Engine { get; init; }

    /// <summary>Seed; 0 for engines that use none.</summary>
    public required int Seed { get; init; }

    /// <summary>Why there is no fill; null if there is one. Everything below but the times is empty then.</summary>
    public string? Error { get; init; }

    /// <summary>Every metric, or null if the fill failed.</summary>
    public FillScores? Scores { get; init; }

    /// <summary>What happened to pixels that the mask keeps, in 8-bit steps.</summary>
    public KeepProof? Keep { get; init; }

    /// <summary>The engine's own word.</summary>
    public FillConfidence? Confidence { get; init; }

    /// <summary>The engine's warnings.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Wall-clock seconds.</summary>
    public double Seconds { get; init; }

    /// <summary>Processor seconds, if known.</summary>
    public double? CpuSeconds { get; init; }

    /// <summary>True if an earlier fill of the same program was used, with its times.</summary>
    public bool IsCached { get; init; }

    /// <summary>SHA-256 of the filled picture.</summary>
    public string? Sha256 { get; init; }

    /// <summary>True if the engine itself warned, or was on average not sure.</summary>
    public bool IsDoubted() => Warnings.Count > 0 || Confidence?.Mean < FillConfidence.Doubtful;
}
