using Infill.Diffusion;
using Infill.Imaging;

namespace Infill.Tests.Diffusion.Support;

/// <summary>D of a Gaussian prior N(μ, s²) in closed form: the samplers' only exactly solvable case.</summary>
internal sealed class GaussianDenoiser : IDenoiser
{
    public const double Mean = 3;
    public const double Spread = 2;

    public FloatImage Denoise(FloatImage x, DenoiseStep at, CancellationToken cancellationToken)
    {
        FloatImage estimate = x.Clone();
        NoiseLevel level = at.Level;
        double gain = level.Alpha * Spread * Spread / ((level.Alpha * level.Alpha * Spread * Spread) + (level.Sigma * level.Sigma));
        foreach (ref float value in estimate.Values.AsSpan())
        {
            value = (float)(Mean + ((value - (level.Alpha * Mean)) * gain));
        }

        return estimate;
    }

    /// <summary>The probability flow's exact end: (x − α·μ)/√(α²s² + σ²) stays constant along it.</summary>
    public static double Flow(double x, NoiseLevel from, NoiseLevel to) =>
        (to.Alpha * Mean) + ((x - (from.Alpha * Mean)) * Deviation(to) / Deviation(from));

    /// <summary>Standard deviation of the state at a level.</summary>
    public static double Deviation(NoiseLevel level) =>
        Math.Sqrt((level.Alpha * level.Alpha * Spread * Spread) + (level.Sigma * level.Sigma));
}
