using Infill.Imaging;

namespace Infill.Masks;

/// <summary>One connected part of a mask; holds no reference to it.</summary>
/// <param name="Bounds">Tight rectangle around the part, in picture coordinates.</param>
/// <param name="PixelCount">Pixels of the part, soft ones included.</param>
/// <param name="Runs">The part's pixels as horizontal runs in picture coordinates, row by row, left to right.</param>
public sealed record MaskComponent(PixelRect Bounds, int PixelCount, IReadOnlyList<PixelRun> Runs);
