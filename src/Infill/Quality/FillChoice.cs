using Infill.Engines;

namespace Infill.Quality;

/// <summary>How fills are tried and compared, the same for candidates, retries and refinement passes.</summary>
internal static class FillChoice
{
    /// <summary>Log-odds by which a later fill must be better to take the place of an earlier one.</summary>
    private const double Margin = 0.5;

    /// <summary>True if the later fill takes the place of the earlier. Scores that lie near each other say nothing: then an accepted fill stands, as does the earlier one.</summary>
    public static bool IsBetter(FillVerdict later, FillVerdict best) => later.Status != best.Status
        ? later.Status < best.Status
        : later.Score < best.Score - Margin;

    /// <summary>Makes a fill, or says why it cannot be made: a variation may be impossible (context beyond the picture's limits, an engine without enough to copy), and the others go on.</summary>
    public static (GatedFill? Fill, Exception? Failure) Try(Func<GatedFill> make)
    {
        try
        {
            return (make(), null);
        }
        catch (Exception reason) when (reason is EngineException or InvalidRequestException)
        {
            return (null, reason);
        }
    }

    /// <summary>Refuses a budget out of range.</summary>
    /// <exception cref="InvalidRequestException">Lists every reason.</exception>
    public static void Require(GateBudget budget)
    {
        ArgumentNullException.ThrowIfNull(budget);
        string[] reasons =
        [
            .. budget.Candidates is < 1 or > GateBudget.Most ? [$"Candidates are {budget.Candidates}; 1 to {GateBudget.Most} are allowed."] : Array.Empty<string>(),
            .. budget.Attempts is < 1 or > GateBudget.Most ? [$"Attempts are {budget.Attempts}; 1 to {GateBudget.Most} are allowed."] : Array.Empty<string>(),
            .. budget.Seconds is double seconds && !(seconds > 0) ? [$"The time budget is {seconds} seconds; it must be above 0."] : Array.Empty<string>(),
        ];
        if (reasons.Length > 0)
        {
            throw new InvalidRequestException(reasons);
        }
    }
}
