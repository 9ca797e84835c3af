namespace Infill.Quality.Detectors;

/// <summary>What a detector measured on one view.</summary>
/// <param name="Measures">Numbers, larger = worse, always as many as the detector has; their meaning is in the calibration only.</param>
/// <param name="Heat">Per pixel of the view how much it speaks for the defect, any unit; null if it speaks of the whole hole.</param>
internal sealed record DetectorReading(double[] Measures, float[]? Heat = null);
