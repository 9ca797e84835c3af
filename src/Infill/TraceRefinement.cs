namespace Infill;

/// <summary>How a fill was refined.</summary>
/// <param name="FillFirst">True if the hole was filled before the first pass, false if the picture was taken as it stood.</param>
/// <param name="Passes">Every pass of the plan that its turn came for, in order; kept ones stand in the result.</param>
/// <param name="Stopped">Why it ended, as a sentence.</param>
public sealed record TraceRefinement(bool FillFirst, IReadOnlyList<TracePass> Passes, string Stopped);
