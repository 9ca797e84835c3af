namespace Infill.Diffusion.Schedules;

/// <summary>Noise levels between two bounds, highest first.</summary>
internal static class SigmaGrid
{
    // "7.0 is the value used in the paper": Karras et al. 2022, table 1.
    private const double Rho = 7;

    /// <summary>σ_i = (σ_max^(1/ρ) + i/(N−1)·(σ_min^(1/ρ) − σ_max^(1/ρ)))^ρ, ρ = 7: Karras et al. 2022, equation 5.</summary>
    public static double[] Karras(double min, double max, int count)
    {
        double low = Math.Pow(min, 1 / Rho);
        double high = Math.Pow(max, 1 / Rho);
        return [.. Ramp(count).Select(share => Math.Pow(high + (share * (low - high)), Rho))];
    }

    /// <summary>ln σ in a straight line.</summary>
    public static double[] Exponential(double min, double max, int count)
    {
        double low = Math.Log(min);
        double high = Math.Log(max);
        return [.. Ramp(count).Select(share => Math.Exp(high + (share * (low - high))))];
    }

    private static IEnumerable<double> Ramp(int count) => Enumerable.Range(0, count).Select(i => count == 1 ? 0 : i / (double)(count - 1));
}
