namespace Infill.Quality.Refining;

/// <summary>The order in which a plan's passes are run: as written, but none before those that it waits for.</summary>
internal static class RefinementOrder
{
    /// <summary>All passes of a plan without loop.</summary>
    public static IReadOnlyList<RefinementPass> Of(RefinementPlan plan)
    {
        var done = new List<RefinementPass>();
        while (Next(plan, done) is RefinementPass next)
        {
            done.Add(next);
        }

        return done;
    }

    /// <summary>Says which passes wait for each other, or null if none do. Every name must be known.</summary>
    public static string? FindLoop(RefinementPlan plan)
    {
        IReadOnlyList<RefinementPass> done = Of(plan);
        if (done.Count == plan.Passes.Count)
        {
            return null;
        }

        // Each pass that is left waits for another that is left, so this walk must come back to where it was.
        HashSet<string> ready = [.. done.Select(pass => pass.Name)];
        var walk = new List<string>();
        string name = plan.Passes.First(pass => !ready.Contains(pass.Name)).Name;
        while (!walk.Contains(name))
        {
            walk.Add(name);
            name = WaitsFor(plan.Passes.First(pass => pass.Name == name)).First(other => !ready.Contains(other));
        }

        IEnumerable<string> loop = walk.Skip(walk.IndexOf(name)).Append(name);
        return $"The passes wait for each other in a loop: {string.Join(" → ", loop)}. Take one of these out of needs or after.";
    }

    private static RefinementPass? Next(RefinementPlan plan, List<RefinementPass> done) => plan.Passes.FirstOrDefault(pass =>
        !done.Contains(pass) && WaitsFor(pass).All(name => done.Exists(other => other.Name == name)));

    private static IEnumerable<string> WaitsFor(RefinementPass pass) => pass.Needs.Concat(pass.After);
}
