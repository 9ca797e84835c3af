namespace Infill.Masks;

/// <summary>A point of a shape in picture coordinates: pixel (0, 0) reaches from (0, 0) to (1, 1), its centre is (0.5, 0.5).</summary>
/// <param name="X">Pixels from the picture's left edge; may lie outside.</param>
/// <param name="Y">Pixels from the picture's top edge; may lie outside.</param>
public readonly record struct MaskPoint(double X, double Y);
