namespace Infill.Quality.Refining;

/// <summary>What a pass would do, known without running it.</summary>
/// <param name="Pass">The plan's pass.</param>
/// <param name="Settled">With engine, seed, surroundings and place as far as they are known; left out if nothing of the mask lies in its region.</param>
/// <param name="Pixels">Pixels that it would fill, for the worst place at most.</param>
/// <param name="Seconds">Estimated seconds as in <see cref="InpaintForecast.Seconds"/>, for the worst place at most; null if the engine cannot tell.</param>
/// <param name="Problem">Why it could not be run on this picture, or null.</param>
public sealed record PassForecast(RefinementPass Pass, TracePass Settled, long Pixels, double? Seconds, string? Problem)
{
    /// <summary>True if the region is known only when the gate has spoken, so that pixels and seconds are the most that it can be.</summary>
    public bool IsAtMost => Pass.Place.Region == RefinementRegion.Worst;
}
