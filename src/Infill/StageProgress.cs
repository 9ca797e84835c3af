using Infill.Imaging;

namespace Infill;

/// <summary>Where a run stands.</summary>
/// <param name="Stage">The stage at work.</param>
/// <param name="Region">Region at work, 1 … <paramref name="Regions"/>; 0 before the plan is known.</param>
/// <param name="Regions">Regions in all.</param>
/// <param name="Step">Engine step, 0 outside the fill stage.</param>
/// <param name="Steps">Engine steps in all, 0 outside the fill stage.</param>
/// <param name="Fraction">Share of the whole run that is done, 0…1.</param>
public readonly record struct StageProgress(Stage Stage, int Region, int Regions, int Step, int Steps, double Fraction)
{
    /// <summary>The region at work as it stands after this step, small, 3 channels in 0…1, not to be modified; null outside the fill stage, and from engines that cannot show it.</summary>
    public FloatImage? Preview { get; init; }
}
