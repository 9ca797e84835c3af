namespace Infill.Evaluation.Calibrating;

/// <summary>A photo to make known fills from.</summary>
/// <param name="Name">Unique name; with the seed it decides where holes go, so the same name gives the same fills.</param>
/// <param name="Path">File to read.</param>
public sealed record CalibrationPhoto(string Name, string Path);
