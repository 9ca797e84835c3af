using Infill.Imaging;

namespace Infill.Quality;

/// <summary>What the gate says of a filled picture. The same pictures and calibration give the same verdict.</summary>
public sealed record FillVerdict
{
    /// <summary>Completed, degraded or blocked.</summary>
    public required VerdictStatus Status { get; init; }

    /// <summary>Log-odds that something is wrong, of the worst part: what candidates are compared by, less is better.</summary>
    public required double Score { get; init; }

    /// <summary>The same as a probability, 0–1, as if good and bad fills were equally likely.</summary>
    public double Probability => Calibration.Probability(Score);

    /// <summary>Probability from which a fill counts as degraded.</summary>
    public required double Limit { get; init; }

    /// <summary>One per detector that had something to go by; of several parts the worst.</summary>
    public required IReadOnlyList<TraceFinding> Findings { get; init; }

    /// <summary>What is wrong and where, as sentences; empty if completed.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    /// <summary>Where the defects are, 0 = nothing … 1 = strongest, of the picture's size; empty if completed.</summary>
    public required Mask Heat { get; init; }

    /// <summary>Names of the models that were asked beside the detectors' own measures; empty if there were none, or nothing to ask about.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>The verdict as traces keep it.</summary>
    /// <param name="attempts">What was tried before it.</param>
    public TraceVerdict ToTrace(IReadOnlyList<TraceAttempt>? attempts = null) => new()
    {
        Status = Status.ToString().ToLowerInvariant(),
        Probability = Rounded(Probability),
        Limit = Rounded(Limit),
        Findings = [.. Findings.Select(f => f with { Probability = Rounded(f.Probability) })],
        Reasons = Reasons,
        Models = Models,
        Attempts = attempts ?? [],
    };

    private static double Rounded(double probability) => Math.Round(probability, 4);
}
