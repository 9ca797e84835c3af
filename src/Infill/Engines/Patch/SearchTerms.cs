namespace Infill.Engines.Patch;

/// <summary>The log prior over patches, and the key of the search's random choices.</summary>
/// <param name="OccupancyPrice">Energy per unit of usage U.</param>
/// <param name="CoherencePrice">Energy per neighbour (of four) that copies with another offset.</param>
/// <param name="GuidePrice">Energy of a source that leaves the target's guide line.</param>
/// <param name="Key">Seed mixed with level and step.</param>
internal readonly record struct SearchTerms(float OccupancyPrice, float CoherencePrice, float GuidePrice, uint Key);
