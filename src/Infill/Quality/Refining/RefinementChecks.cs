using Infill.Masks;

namespace Infill.Quality.Refining;

/// <summary>What is wrong with a plan, whatever picture it is for.</summary>
internal static class RefinementChecks
{
    /// <summary>Every reason why the plan cannot be run, in its order; empty if it can.</summary>
    public static IEnumerable<string> FindProblems(RefinementPlan plan)
    {
        if (plan.Schema is < 1 or > RefinementPlan.CurrentSchema)
        {
            return [$"The plan has form {plan.Schema}; this version reads 1 to {RefinementPlan.CurrentSchema}."];
        }

        if (plan.Passes is null || plan.Passes.Count is 0 or > RefinementPlan.MostPasses)
        {
            return [$"The plan has {plan.Passes?.Count ?? 0} passes; 1 to {RefinementPlan.MostPasses} are allowed."];
        }

        if (plan.Passes.Any(pass => pass?.Name is null || pass.Place is null || pass.Fill is null || pass.When is null || HasNull(pass.Needs) || HasNull(pass.After)))
        {
            return ["A pass, or a part of one, is null; leave it out for its default."];
        }

        string[] problems =
        [
            .. OptionsValidator.Range("patience", plan.Patience ?? 1, 1, RefinementPlan.MostPasses, "passes") is string patience ? [patience] : Array.Empty<string>(),
            .. plan.Passes.SelectMany(PassProblems),
            .. NameProblems(plan),
        ];
        return problems.Length > 0 ? problems : RefinementOrder.FindLoop(plan) is string loop ? [loop] : [];
    }

    private static bool HasNull(IReadOnlyList<string>? names) => names is null || names.Contains(null!);

    private static IEnumerable<string> NameProblems(RefinementPlan plan)
    {
        foreach (IGrouping<string, RefinementPass> twice in plan.Passes.GroupBy(pass => pass.Name, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            yield return $"{twice.Count()} passes are called '{twice.Key}'; give each its own name.";
        }

        HashSet<string> known = [.. plan.Passes.Select(pass => pass.Name)];
        foreach (RefinementPass pass in plan.Passes)
        {
            foreach (string unknown in pass.Needs.Concat(pass.After).Distinct().Where(name => !known.Contains(name)))
            {
                yield return $"Pass '{pass.Name}' waits for '{Shorten(unknown)}', but no pass is called so; there are: {string.Join(", ", known)}.";
            }
        }
    }

    private static IEnumerable<string> PassProblems(RefinementPass pass)
    {
        if (!IsName(pass.Name))
        {
            yield return $"A pass is called '{Shorten(pass.Name)}'; a name has 1 to {RefinementPass.MostNameLength} letters, digits, '-' or '_'.";
            yield break;
        }

        (RefinementPlace place, RefinementSettings fill) = (pass.Place, pass.Fill);
        string?[] ranges =
        [
            OptionsValidator.Range("place.borderPx", place.BorderPx ?? 1, 1, RefinementPlace.MostBorderPx, "pixels"),
            OptionsValidator.Range("place.growPx", place.GrowPx, 0, MaskGrow.MaxPx, "pixels"),
            OptionsValidator.Range("place.featherPx", place.FeatherPx, 0, MaskFeather.MaxPx, "pixels"),
            OptionsValidator.Range("fill.contextScale", fill.ContextScale ?? 1, RefinementSettings.LeastContextScale, RefinementSettings.MostContextScale, "times the usual width"),
            OptionsValidator.Range("fill.seedOffset", fill.SeedOffset, 0, RefinementSettings.MostSeedOffset, ""),
            fill.Strength is double strength && !(strength is > 0 and <= 1) ? $"fill.strength is {strength}; allowed are numbers above 0 up to 1." : null,
            Enum.IsDefined(place.Region) ? BoxProblem(place) : $"place.region is {(int)place.Region}, which is none.",
            fill.Blend is { } blend && !Enum.IsDefined(blend) ? $"fill.blend is {(int)blend}, which is none." : null,
            pass.When.All(Enum.IsDefined) ? null : "when names a detector that there is not.",
        ];
        foreach (string reason in ranges.OfType<string>())
        {
            yield return $"Pass '{pass.Name}': {reason}";
        }
    }

    private static string? BoxProblem(RefinementPlace place) =>
        place.Region == RefinementRegion.Box && (place.Box is not { IsEmpty: false } box || box.X < 0 || box.Y < 0)
            ? "place.region is box, so place.box must be a rectangle of at least one pixel, { \"x\": 10, \"y\": 20, \"width\": 30, \"height\": 40 }."
        : place.Region != RefinementRegion.Box && place.Box is not null ? "place.box is for the region box; leave it out, or ask for that region."
        : place.Region != RefinementRegion.Border && place.BorderPx is not null ? "place.borderPx is for the region border; leave it out, or ask for that region."
        : null;

    private static string Shorten(string name) => name.Length <= RefinementPass.MostNameLength ? name : name[..RefinementPass.MostNameLength] + "…";

    private static bool IsName(string name) =>
        name.Length is > 0 and <= RefinementPass.MostNameLength && name.All(sign => char.IsLetterOrDigit(sign) || sign is '-' or '_');
}
