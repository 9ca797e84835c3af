using Infill.Imaging;

namespace Infill;

/// <summary>How sure one detector of the quality gate is of its defect.</summary>
/// <param name="Detector">Its name: "seam", "colorStep" …</param>
/// <param name="Probability">0 = surely not there … 1 = surely there, where good and bad fills are equally likely.</param>
/// <param name="Where">Where it is strongest, in picture pixels; null if it speaks of the whole fill or of nothing.</param>
public sealed record TraceFinding(string Detector, double Probability, PixelRect? Where = null);
