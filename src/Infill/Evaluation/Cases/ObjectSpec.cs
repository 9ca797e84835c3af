namespace Infill.Evaluation.Cases;

/// <summary>One cut-out with its cast shadow in one place of a photo.</summary>
/// <param name="CutOut">Path of a picture with alpha.</param>
/// <param name="X">Left edge of the cut-out's visible part, in picture pixels.</param>
/// <param name="Y">Top edge of it.</param>
/// <param name="Side">Longer side of it in pixels after scaling; cut-outs are never enlarged.</param>
/// <param name="Seed">Seed of the light, see <see cref="CastShadow"/>; 0–65535.</param>
public sealed record ObjectSpec(string CutOut, int X, int Y, int Side, int Seed);
