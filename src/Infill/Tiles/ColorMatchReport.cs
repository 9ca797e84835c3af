namespace Infill.Tiles;

/// <summary>What the colour match saw on the ring of kept pixels, and did.</summary>
/// <param name="Applied">False if the fill's colours were left alone, bit for bit.</param>
/// <param name="RingPixels">Kept pixels that were compared.</param>
/// <param name="DeltaEBefore">Mean CIEDE2000 between generated and original ring; 0 if the engine restored it.</param>
/// <param name="DeltaEAfter">The same after the match; never above <paramref name="DeltaEBefore"/>.</param>
/// <param name="Reason">One sentence: why the match was applied or not.</param>
public sealed record ColorMatchReport(bool Applied, int RingPixels, double DeltaEBefore, double DeltaEAfter, string Reason);
