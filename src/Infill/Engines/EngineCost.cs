namespace Infill.Engines;

/// <summary>What one region costs, told by an engine that looks at its model and the options: for estimates and refusals before a run.</summary>
/// <param name="Seconds">Seconds of one processor core of a desktop machine of 2022 for the fill, loading not counted; null if it cannot be told.</param>
/// <param name="OpeningSeconds">The same for loading, once in a process however many regions follow; 0 if nothing is loaded.</param>
/// <param name="SharedBytes">Memory that all fills of a process share: weights.</param>
/// <param name="FillBytes">Memory that each fill takes beside, at its busiest moment.</param>
public sealed record EngineCost(double? Seconds, double OpeningSeconds, long SharedBytes, long FillBytes);
