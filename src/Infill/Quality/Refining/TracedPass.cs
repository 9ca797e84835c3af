using Infill.Masks;

namespace Infill.Quality.Refining;

/// <summary>What is wrong with passes of a trace, which anyone may have written.</summary>
internal static class TracedPass
{
    private static readonly string[] Regions = [.. Enum.GetNames<RefinementRegion>().Select(name => name.ToLowerInvariant())];

    /// <summary>Every reason why kept passes cannot be run again; empty if they can. Seed, surroundings and blend are checked with the request.</summary>
    public static IEnumerable<string> FindProblems(TraceRefinement trace)
    {
        if (trace.Passes is null || trace.Passes.Count > RefinementPlan.MostPasses || trace.Passes.Any(pass => pass is null))
        {
            return [$"The trace has {trace.Passes?.Count ?? 0} passes, or an empty one; 0 to {RefinementPlan.MostPasses} are allowed."];
        }

        return trace.Passes.Where(pass => pass.IsKept).SelectMany(FindProblems);
    }

    private static IEnumerable<string> FindProblems(TracePass pass)
    {
        string?[] reasons =
        [
            Regions.Contains(pass.Region) ? null : $"region is '{pass.Region}'; allowed are {string.Join(", ", Regions)}.",
            OptionsValidator.Range("borderPx", pass.BorderPx, 0, RefinementPlace.MostBorderPx, "pixels"),
            OptionsValidator.Range("growPx", pass.GrowPx, 0, MaskGrow.MaxPx, "pixels"),
            OptionsValidator.Range("featherPx", pass.FeatherPx, 0, MaskFeather.MaxPx, "pixels"),
            pass.Strength is double strength && !(strength is > 0 and <= 1) ? $"strength is {strength}; allowed are numbers above 0 up to 1." : null,
        ];
        return reasons.OfType<string>().Select(reason => $"Pass '{pass.Name}' of the trace: {reason}");
    }
}
