namespace Infill;

/// <summary>The times of one run, from the clock that the pipeline was given.</summary>
/// <param name="Started">When the run began, UTC.</param>
/// <param name="Seconds">From the call to the closed trace.</param>
/// <param name="Stages">Seconds per stage, over all regions, in the order of the stages.</param>
public sealed record TraceTimes(DateTimeOffset Started, double Seconds, IReadOnlyList<StageSeconds> Stages);
