namespace Infill.Engines;

/// <summary>One step of an engine.</summary>
/// <param name="Step">Steps done, 1 … <paramref name="Steps"/>.</param>
/// <param name="Steps">Steps in all.</param>
/// <param name="Fraction">Share of the expected work that is done, 0…1; steps differ in cost.</param>
public readonly record struct EngineProgress(int Step, int Steps, double Fraction);
