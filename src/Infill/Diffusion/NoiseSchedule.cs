namespace Infill.Diffusion;

/// <summary>Noise levels σ of a run, highest first.</summary>
public static class NoiseSchedule
{
    /// <summary>Falls in a straight line from <paramref name="sigmaMax"/> to 0: σ_t = σ_max·(1 − t/(steps − 1)).</summary>
    /// <param name="sigmaMax">First level, at least 0.</param>
    /// <param name="steps">Number of levels, at least 1; a single step has level 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="steps"/> is below 1 or σ is negative or not finite.</exception>
    public static float[] Linear(float sigmaMax, int steps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        if (!float.IsFinite(sigmaMax) || sigmaMax < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(sigmaMax), $"σ is {sigmaMax}, must be a finite number of at least 0.");
        }

        float[] sigmas = new float[steps];
        for (int t = 0; t < steps - 1; t++)
        {
            sigmas[t] = sigmaMax * (1f - (t / (float)(steps - 1)));
        }

        return sigmas;
    }
}
