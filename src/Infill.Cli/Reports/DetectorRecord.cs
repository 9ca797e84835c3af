namespace Infill.Cli.Reports;

/// <summary>How sure a detector of the quality gate is of its defect.</summary>
/// <param name="Detector">"seam", "colorStep", "sharpness", "foreign", "repetition", "flatness", "structure", "leftover" or "text".</param>
/// <param name="Probability">0 = surely not there … 1 = surely there.</param>
/// <param name="Where">Where it is strongest; absent if it speaks of the whole fill or of nothing.</param>
internal sealed record DetectorRecord(string Detector, double Probability, AreaRecord? Where);
