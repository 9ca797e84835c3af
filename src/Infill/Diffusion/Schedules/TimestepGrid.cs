namespace Infill.Diffusion.Schedules;

/// <summary>The training steps that a run of N steps visits, highest first: table 2 of Lin et al. 2023, with the reference's roundings.</summary>
internal static class TimestepGrid
{
    /// <summary>Spaced training steps; those of <see cref="TimestepSpacing.Linspace"/> may lie between two.</summary>
    /// <param name="spacing">Rule and offset.</param>
    /// <param name="range">Training steps T, and how many of them, counted from 0, may be visited: all, unless a solver clips λ.</param>
    /// <param name="steps">N.</param>
    /// <param name="leavesOutLast">Spaces N + 1 steps and leaves the lowest out, as the solvers do; trailing spacing needs no such rule.</param>
    public static double[] Build(SpacingOptions spacing, (int Trained, int Reached) range, int steps, bool leavesOutLast)
    {
        int points = leavesOutLast ? steps + 1 : steps;
        IEnumerable<double> rising = spacing.Timesteps switch
        {
            TimestepSpacing.Linspace => Linspace(range.Reached - 1, points),
            TimestepSpacing.Leading => Enumerable.Range(0, points).Select(i => (double)((i * (range.Reached / points)) + spacing.Offset)),
            _ => Trailing(range, steps).Reverse(),
        };
        return [.. rising.Skip(spacing.Timesteps != TimestepSpacing.Trailing && leavesOutLast ? 1 : 0).Reverse()];
    }

    private static IEnumerable<double> Linspace(int last, int points) => Enumerable.Range(0, points)
        .Select(i => i > 0 && i == points - 1 ? last : i * (last / (double)Math.Max(1, points - 1)));

    private static IEnumerable<double> Trailing((int Trained, int Reached) range, int steps)
    {
        double pace = range.Trained / (double)steps;
        return Enumerable.Range(0, steps).Select(i => Math.Round(range.Reached - (i * pace)) - 1).Where(t => t >= 0);
    }
}
