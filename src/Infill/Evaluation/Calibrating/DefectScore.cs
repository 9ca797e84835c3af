namespace Infill.Evaluation.Calibrating;

/// <summary>How many fills of one kind the verdict flags.</summary>
/// <param name="Defect">The kind; <see cref="Calibrating.Defect.None"/> = good ones.</param>
/// <param name="Fills">Fills of the kind.</param>
/// <param name="Flagged">Those that the verdict calls degraded.</param>
public sealed record DefectScore(Defect Defect, int Fills, int Flagged);
