using Infill.Imaging;

namespace Infill.Masks;

/// <summary>One connected part of a described mask.</summary>
/// <param name="Bounds">Tight rectangle in picture coordinates.</param>
/// <param name="Pixels">Pixels above 0, soft ones included.</param>
public sealed record MaskRegion(PixelRect Bounds, int Pixels);
