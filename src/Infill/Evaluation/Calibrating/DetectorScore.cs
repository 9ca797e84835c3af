using Infill.Quality;

namespace Infill.Evaluation.Calibrating;

/// <summary>How well one detector finds what it is for.</summary>
/// <param name="Detector">The detector.</param>
/// <param name="Defects">What it is for.</param>
/// <param name="Good">Good fills that it read.</param>
/// <param name="Bad">Bad fills that it read.</param>
/// <param name="Area">Area under the ROC curve, 0.5 = chance, 1 = always right; null without fills of both kinds.</param>
public sealed record DetectorScore(Detector Detector, IReadOnlyList<Defect> Defects, int Good, int Bad, double? Area);
