using Infill.Evaluation.Metrics;

namespace Infill.Bench.Reports;

/// <summary>One column of the result tables.</summary>
/// <param name="Name">Heading.</param>
/// <param name="Ideal">Ideal value, as the heading says it.</param>
/// <param name="Read">Value of one fill; null where the metric is not defined.</param>
/// <param name="IsRatio">True: averaged as a geometric mean, compared as a quotient.</param>
/// <param name="UniqueOnly">True: only cases whose answer is unique count.</param>
internal sealed record Metric(string Name, string Ideal, Func<FillScores, double?> Read, bool IsRatio = false, bool UniqueOnly = false)
{
    /// <summary>An exact fill counts as 99 dB, lest one case make the mean infinite.</summary>
    private const double MostDecibels = 99;

    /// <summary>Keeps the logarithm of a perfectly flat fill finite.</summary>
    private const double LeastRatio = 1e-3;

    public static IReadOnlyList<Metric> All { get; } =
    [
        new("patch/truth", "0", s => s.PatchToTruth),
        new("patch/ring", "low", s => s.PatchToRing),
        new("seam", "1", s => s.Seam, IsRatio: true),
        new("sharp/truth", "1", s => s.SharpToTruth, IsRatio: true),
        new("sharp error", "0", s => s.SharpToTruth is double r ? Math.Abs(Math.Log(Math.Max(r, LeastRatio))) : null),
        new("sharp/ring", "", s => s.SharpToRing, IsRatio: true),
        new("colour step", "0", s => s.ColorStepExcess),
        new("PSNR unique", "high", s => Math.Min(s.Psnr, MostDecibels), UniqueOnly: true),
        new("SSIM unique", "1", s => s.Ssim, UniqueOnly: true),
        new("PSNR all", "", s => Math.Min(s.Psnr, MostDecibels)),
    ];

    /// <summary>The value as it is averaged: the logarithm of ratios.</summary>
    public double? ReadForMean(FillScores scores) => Read(scores) is double v ? IsRatio ? Math.Log(Math.Max(v, LeastRatio)) : v : null;

    /// <summary>Back from an average.</summary>
    public double FromMean(double mean) => IsRatio ? Math.Exp(mean) : mean;
}
