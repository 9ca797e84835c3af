using Infill.Imaging;

namespace Infill.Diffusion.Schedules;

/// <summary>Between what a network gives and the clean estimate D.</summary>
/// <remarks>Legend: x = α·clean + σ·n the state; a = α/r, s = σ/r with r² = α² + σ² its normalised level; o the output.
/// epsilon: D = (x − σ·o)/α (Ho et al. 2020, equation 15). v: D = a·(x/r) − s·o (Salimans &amp; Ho 2022, appendix D). sample: D = o.</remarks>
public static class Prediction
{
    /// <summary>The clean estimate.</summary>
    /// <param name="output">What the network gave for <c>x·level.InputScale</c>.</param>
    /// <param name="x">State.</param>
    /// <param name="level">Its noise.</param>
    /// <param name="type">What the network was trained to give.</param>
    public static FloatImage ToClean(FloatImage output, FloatImage x, NoiseLevel level, PredictionType type)
    {
        NoiseLevel unit = level.Normalized();
        return type switch
        {
            PredictionType.Epsilon => LinearSum.Of((1 / level.Alpha, x), (-level.Sigma / level.Alpha, output)),
            PredictionType.Velocity => LinearSum.Of((unit.Alpha * level.InputScale, x), (-unit.Sigma, output)),
            _ => output,
        };
    }

    /// <summary>What a network of this type would have given for a clean estimate; the other way round.</summary>
    /// <param name="clean">Clean estimate.</param>
    /// <param name="x">State.</param>
    /// <param name="level">Its noise; σ above 0 for epsilon and v.</param>
    /// <param name="type">What the network was trained to give.</param>
    public static FloatImage FromClean(FloatImage clean, FloatImage x, NoiseLevel level, PredictionType type)
    {
        NoiseLevel unit = level.Normalized();
        return type switch
        {
            PredictionType.Epsilon => Noise(clean, x, level),
            PredictionType.Velocity => LinearSum.Of((unit.Alpha * level.InputScale / unit.Sigma, x), (-1 / unit.Sigma, clean)),
            _ => clean,
        };
    }

    /// <summary>The noise behind a state: (x − α·clean)/σ.</summary>
    internal static FloatImage Noise(FloatImage clean, FloatImage x, NoiseLevel level) =>
        LinearSum.Of((1 / level.Sigma, x), (-level.Alpha / level.Sigma, clean));
}
