namespace Infill.Evaluation.Cases;

/// <summary>One hole: with the picture's size it determines every pixel of the mask.</summary>
/// <param name="Shape">Outline.</param>
/// <param name="X">Centre, in picture pixels.</param>
/// <param name="Y">Centre, in picture pixels.</param>
/// <param name="Radius">Size in pixels, see <see cref="HoleShape"/>.</param>
/// <param name="Seed">Seed of the outline, 0–65535.</param>
public sealed record HoleSpec(HoleShape Shape, int X, int Y, int Radius, int Seed);
