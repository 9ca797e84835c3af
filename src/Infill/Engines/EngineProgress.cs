using Infill.Imaging;

namespace Infill.Engines;

/// <summary>One step of an engine.</summary>
/// <param name="Step">Steps done, 1 … <paramref name="Steps"/>.</param>
/// <param name="Steps">Steps in all.</param>
/// <param name="Fraction">Share of the expected work that is done, 0…1; steps differ in cost.</param>
public readonly record struct EngineProgress(int Step, int Steps, double Fraction)
{
    /// <summary>The region as it stands, as small as the engine has it: 3 channels in 0…1, not to be modified; null from engines that cannot show it.</summary>
    public FloatImage? Preview { get; init; }
}
