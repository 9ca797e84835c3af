using Infill.Evaluation.Products;

namespace Infill.Cli.Evaluation;

/// <summary>What <c>infill eval products --json</c> prints.</summary>
internal sealed record ProductEvalOutput
{
    /// <summary>Largest mean ΔE00 that is wanted.</summary>
    public const double MostHalo = 3;

    /// <summary>Least overlap that is wanted.</summary>
    public const double LeastOverlap = 0.99;

    /// <summary>Kind of this record: always "evalProducts".</summary>
    public string Record { get; init; } = "evalProducts";

    /// <summary>Results: each scene before each background.</summary>
    public required int Results { get; init; }

    /// <summary>Results in which every locked pixel is the photo's.</summary>
    public required int Exact { get; init; }

    /// <summary>Mean ΔE00 along the edges, in the mean over all results.</summary>
    public required double MeanHalo { get; init; }

    /// <summary>The same of the worst result.</summary>
    public required double WorstHalo { get; init; }

    /// <summary>Results with a mean ΔE00 under 3.</summary>
    public required int CleanEdges { get; init; }

    /// <summary>The mean over all results if the photo is cut out along the mask.</summary>
    public required double MeanCut { get; init; }

    /// <summary>Intersection over union of matte and truth, in the mean.</summary>
    public required double MeanOverlap { get; init; }

    /// <summary>The same of the worst result.</summary>
    public required double WorstOverlap { get; init; }

    /// <summary>Results with an intersection over union from 0.99.</summary>
    public required int SameSilhouettes { get; init; }

    /// <summary>The mean of the masks that were given.</summary>
    public required double MeanMaskOverlap { get; init; }

    /// <summary>Results that the program's own check calls degraded.</summary>
    public required int Degraded { get; init; }

    /// <summary>Every result.</summary>
    public required IReadOnlyList<ProductTrial> Trials { get; init; }

    /// <summary>The record of all trials; at least one.</summary>
    public static ProductEvalOutput Of(IReadOnlyList<ProductTrial> trials) => new()
    {
        Results = trials.Count,
        Exact = trials.Count(t => t.ChangedLockedPixels == 0),
        MeanHalo = trials.Average(t => t.HaloDeltaE),
        WorstHalo = trials.Max(t => t.HaloDeltaE),
        CleanEdges = trials.Count(t => t.HaloDeltaE < MostHalo),
        MeanCut = trials.Average(t => t.CutDeltaE),
        MeanOverlap = trials.Average(t => t.Overlap),
        WorstOverlap = trials.Min(t => t.Overlap),
        SameSilhouettes = trials.Count(t => t.Overlap >= LeastOverlap),
        MeanMaskOverlap = trials.Average(t => t.MaskOverlap),
        Degraded = trials.Count(t => t.Status != "completed"),
        Trials = trials,
    };
}
