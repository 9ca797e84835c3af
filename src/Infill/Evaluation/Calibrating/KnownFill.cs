using Infill.Imaging;

namespace Infill.Evaluation.Calibrating;

/// <summary>A fill whose quality is known.</summary>
/// <param name="Photo">Name of the photo, by which fitting and reporting are kept apart.</param>
/// <param name="Defect">What is wrong with it.</param>
/// <param name="Image">The filled picture.</param>
/// <param name="Hole">What was filled, 1 = filled.</param>
public sealed record KnownFill(string Photo, Defect Defect, Image Image, Mask Hole);
