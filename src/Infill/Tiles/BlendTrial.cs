namespace Infill.Tiles;

/// <summary>One method that the blend stage tried on a region.</summary>
/// <param name="Method">What was tried; never <see cref="BlendMethod.Auto"/>.</param>
/// <param name="SeamScore">How rough the seam came out, at least 0; 1 = as rough as its neighbourhood.</param>
/// <param name="Reason">One sentence: why it was tried and what became of it.</param>
public sealed record BlendTrial(BlendMethod Method, double SeamScore, string Reason);
