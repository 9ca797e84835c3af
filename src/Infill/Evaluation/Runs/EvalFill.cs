using Infill.Imaging;

namespace Infill.Evaluation.Runs;

/// <summary>What an engine made of one case.</summary>
public sealed record EvalFill
{
    /// <summary>The filled picture: size of the input, 8-bit sRGB without alpha.</summary>
    public required Image Picture { get; init; }

    /// <summary>How sure the engine is, or null if it cannot tell.</summary>
    public FillConfidence? Confidence { get; init; }

    /// <summary>What the engine had to say.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Wall-clock seconds of the fill; for other programs with start, reading and writing.</summary>
    public double Seconds { get; init; }

    /// <summary>Processor seconds of all threads, or null if they cannot be told apart from other work.</summary>
    public double? CpuSeconds { get; init; }

    /// <summary>True if an earlier fill was used, with its times.</summary>
    public bool IsCached { get; init; }
}
