namespace Infill.Engines;

/// <summary>What a fill costs, in seconds of one processor core of a desktop machine of 2022: for estimates before a run, never for decisions.</summary>
/// <param name="PerRegion">Seconds for every region, however small.</param>
/// <param name="PerHoleMegapixel">Seconds for a million pixels to fill.</param>
/// <param name="PerTileMegapixel">Seconds for a million pixels that the engine looks at, the hole included.</param>
public sealed record EnginePace(double PerRegion, double PerHoleMegapixel, double PerTileMegapixel);
