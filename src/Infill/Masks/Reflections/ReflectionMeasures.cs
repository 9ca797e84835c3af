namespace Infill.Masks.Reflections;

/// <summary>What tells a reflection from chance, in numbers.</summary>
internal static class ReflectionMeasures
{
    // Evidence that chance varies by at least: without it a few equal places would make anything stand out.
    private const double LeastSpread = 1;

    private const double UnknownRank = 0.5;

    private const double LeastShare = 0.01;
    private const double MostShare = 2;
    private const double UsualLeast = 0.03;
    private const double UsualMost = 1;

    /// <summary>Their names, in their order.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["evidence", "overChance", "outstanding", "rank", "fine", "coarse", "share", "shareFits", "weakerSide", "weakerFineSide", "usual"];

    /// <summary>Measures one.</summary>
    /// <param name="view">Object and ground.</param>
    /// <param name="best">The likeliest mirror.</param>
    public static IReadOnlyList<double> Of(ReflectionView view, MirrorGuess best)
    {
        var match = MirrorMatch.Of(view, best, 1);
        double evidence = match.Evidence(view), usual = best.Usual(view), found = Math.Max(0, evidence + usual);
        IReadOnlyList<double> chances = MirrorSearch.Chances(view, best);
        double mean = chances.DefaultIfEmpty(0).Average(), spread = Math.Sqrt(chances.Select(one => Math.Pow(one - mean, 2)).DefaultIfEmpty(0).Average());
        int middle = (best.Left + best.Right) / 2;
        var left = MirrorMatch.Of(view, best with { Right = middle }, 1);
        var right = MirrorMatch.Of(view, best with { Left = middle }, 1);
        return
        [
            Math.Log(1 + evidence),
            Math.Log((1 + found) / (1 + Math.Max(0, chances.DefaultIfEmpty(0).Max()))),
            Math.CopySign(Math.Log(1 + (Math.Abs(found - mean) / (spread + LeastSpread))), found - mean),
            chances.Count == 0 ? UnknownRank : (double)chances.Count(one => one >= found) / chances.Count,
            match.Correlation(0),
            match.Correlation(1),
            Math.Log(Math.Clamp(match.Share, LeastShare, MostShare)),
            match.Share is > UsualLeast and < UsualMost ? 1 : 0,
            Math.Min(left.Correlation(1), right.Correlation(1)),
            Math.Min(left.Correlation(0), right.Correlation(0)),
            usual,
        ];
    }
}
