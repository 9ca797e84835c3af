using Infill.Imaging;

namespace Infill.Masks;

/// <summary>One 8-connected part of a mask's support.</summary>
/// <param name="Bounds">Tight bounds.</param>
/// <param name="PixelCount">Pixels.</param>
/// <param name="Runs">The pixels, row by row.</param>
public sealed record MaskComponent(PixelRect Bounds, long PixelCount, IReadOnlyList<PixelRun> Runs);
