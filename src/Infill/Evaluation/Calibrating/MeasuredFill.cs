using Infill.Quality;

namespace Infill.Evaluation.Calibrating;

/// <summary>A known fill after the detectors have looked at it.</summary>
/// <param name="Photo">Name of the photo.</param>
/// <param name="Defect">What is wrong with it.</param>
/// <param name="Measures">What each detector measured; those with nothing to go by are missing.</param>
internal sealed record MeasuredFill(string Photo, Defect Defect, IReadOnlyDictionary<Detector, double[]> Measures);
