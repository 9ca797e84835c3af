using Infill.Evaluation.CastShadows;

namespace Infill.Cli.Evaluation;

/// <summary>What <c>infill eval shadows --json</c> prints.</summary>
internal sealed record ShadowEvalOutput
{
    // Of 255², see RelitTrial.TruthEnergy.
    private const double LeastTexture = 1;

    /// <summary>Kind of this record: always "evalShadows".</summary>
    public string Record { get; init; } = "evalShadows";

    /// <summary>Scenes with a shadow.</summary>
    public required int Shadows { get; init; }

    /// <summary>Of these, how many were found.</summary>
    public required int Found { get; init; }

    /// <summary>Mean intersection over union of the found ones, 0…1.</summary>
    public required double OverlapOfFound { get; init; }

    /// <summary>The same over all, with 0 for what was not found.</summary>
    public required double OverlapOfAll { get; init; }

    /// <summary>Shadows with an intersection over union of at least 0.75.</summary>
    public required int WellFound { get; init; }

    /// <summary>Scenes without a shadow.</summary>
    public required int Lit { get; init; }

    /// <summary>Of these, how many masks grew although there was nothing to grow over.</summary>
    public required int Grown { get; init; }

    /// <summary>Shadows that were relit; the others were refused as none.</summary>
    public required int Relit { get; init; }

    /// <summary>Share by which the error inside falls, in the mean over all shadows, at most 1; 0 for those that were refused.</summary>
    public required double MeanFall { get; init; }

    /// <summary>The same in the median.</summary>
    public required double MedianFall { get; init; }

    /// <summary>The mean fall if the shadow is not marked but looked for, over the shadows that were found.</summary>
    public required double FoundMeanFall { get; init; }

    /// <summary>The same over all shadows, with 0 for those that were not found.</summary>
    public required double EndToEndMeanFall { get; init; }

    /// <summary>Gradient energy of relit ground over that of the truth, in the median; 1 keeps the texture.</summary>
    public required double GradientRatio { get; init; }

    /// <summary>Relit shadows with a ratio within 15 % of 1.</summary>
    public required int TextureKept { get; init; }

    /// <summary>Relit shadows on ground with texture: mean squared differences of neighbouring samples from 1.</summary>
    public required int Textured { get; init; }

    /// <summary>Of these, how many have a ratio within 15 % of 1.</summary>
    public required int TexturedKept { get; init; }

    /// <summary>Every scene.</summary>
    public required IReadOnlyList<ShadowTrial> Trials { get; init; }

    /// <summary>The record of all trials.</summary>
    public static ShadowEvalOutput Of(IReadOnlyList<ShadowTrial> trials)
    {
        ShadowTrial[] shadows = [.. trials.Where(t => t.HasShadow)];
        ShadowTrial[] found = [.. shadows.Where(t => t.IsFound)];
        RelitTrial[] relit = [.. shadows.Select(t => t.Relit).OfType<RelitTrial>()];
        double[] falls = [.. shadows.Select(t => t.Relit?.Fall ?? 0).Order()];
        RelitTrial[] textured = [.. relit.Where(r => r.TruthEnergy >= LeastTexture)];
        double ends = found.Sum(t => t.RelitFound?.Fall ?? 0);
        return new ShadowEvalOutput
        {
            FoundMeanFall = ends / Math.Max(1, found.Length),
            EndToEndMeanFall = ends / Math.Max(1, shadows.Length),
            Textured = textured.Length,
            TexturedKept = textured.Count(IsKept),
            Relit = relit.Length,
            MeanFall = falls.DefaultIfEmpty(0).Average(),
            MedianFall = falls.Length > 0 ? falls[falls.Length / 2] : 0,
            GradientRatio = relit.Select(r => r.GradientRatio).Order().ElementAtOrDefault(relit.Length / 2),
            TextureKept = relit.Count(IsKept),
            Shadows = shadows.Length,
            Found = found.Length,
            OverlapOfFound = Mean(found),
            OverlapOfAll = Mean(shadows),
            WellFound = shadows.Count(t => t.Overlap >= 0.75),
            Lit = trials.Count - shadows.Length,
            Grown = trials.Count(t => !t.HasShadow && t.IsFound),
            Trials = trials,
        };
    }

    private static bool IsKept(RelitTrial relit) => Math.Abs(relit.GradientRatio - 1) <= 0.15;

    private static double Mean(ShadowTrial[] trials) => trials.Select(t => t.Overlap).DefaultIfEmpty(0).Average();
}
