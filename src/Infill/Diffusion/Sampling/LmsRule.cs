using Infill.Imaging;

namespace Infill.Diffusion.Sampling;

/// <summary>Linear multistep in σ: the slope is the polynomial through the last four slopes, integrated exactly.</summary>
/// <remarks>x′ = x + Σ_j c_j·d_j, c_j = ∫_σ^σ′ Π_{k≠j} (τ − σ_k)/(σ_j − σ_k) dτ, d = (x − D)/σ (K. Crowson, k-diffusion).
/// The reference integrates numerically. After a start in the middle of a schedule it would also use coefficients of an order
/// that it has no slopes for; here the order is that of the slopes at hand.</remarks>
internal static class LmsRule
{
    private const int MostSlopes = 4;

    // Gauss's two points integrate polynomials up to the third degree exactly.
    private static readonly double GaussPoint = 1 / Math.Sqrt(3);

    /// <summary>The move after the newest answer.</summary>
    public static FloatImage Move(Evaluation[] known)
    {
        Evaluation[] used = known[..Math.Min(MostSlopes, known.Length)];
        double[] sigmas = [.. used.Select(e => e.Step.At.Sigma)];
        (double Coefficient, FloatImage Image)[] terms =
        [
            (1, used[0].X),
            .. used.Select((e, j) => (Coefficient(sigmas, j, used[0].Step.To.Sigma), e.Noise())),
        ];
        return LinearSum.Of(terms);
    }

    private static double Coefficient(double[] sigmas, int j, double to)
    {
        double half = (to - sigmas[0]) / 2;
        double middle = (to + sigmas[0]) / 2;
        return half * (Lagrange(sigmas, j, middle - (half * GaussPoint)) + Lagrange(sigmas, j, middle + (half * GaussPoint)));
    }

    private static double Lagrange(double[] sigmas, int j, double at)
    {
        double product = 1;
        for (int k = 0; k < sigmas.Length; k++)
        {
            product *= k == j ? 1 : (at - sigmas[k]) / (sigmas[j] - sigmas[k]);
        }

        return product;
    }
}
