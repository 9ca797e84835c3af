namespace Infill.Quality.Refining;

/// <summary>What a refinement would do, known without running it.</summary>
/// <param name="First">The fill before the first pass, or null if the picture is taken as it stands.</param>
/// <param name="Passes">The passes in the order of work.</param>
public sealed record RefinementForecast(InpaintForecast? First, IReadOnlyList<PassForecast> Passes)
{
    /// <summary>Estimated seconds of everything if every pass is run; null if an engine cannot tell.</summary>
    public double? Seconds => Passes.Where(pass => pass.Problem is null && pass.Settled.Skipped is null)
        .Aggregate(First is null ? 0 : First.Seconds, (sum, pass) => sum + pass.Seconds);
}
