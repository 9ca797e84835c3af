using Infill.Imaging;

namespace Infill.Evaluation.Metrics;

/// <summary>Sliced Wasserstein distance between two sets of 7×7 Lab patches: is the fill made of the right stuff, wherever it lies?
/// In Lab units, 0 ideal; 0.1–0.3 is the spread between two fills of one good engine, above 3 is plainly wrong.</summary>
/// <remarks>Each patch is a vector of 147 values. For 96 random directions of length 1 both sets are projected and the mean absolute difference
/// of 200 quantiles (0.005 … 0.995, linear between order statistics) is taken; the result is the mean over directions. At most
/// 4000 patches per set, a fixed pseudo-random choice. Directions and choice never change, so equal input gives equal bits.
/// After Rabin, Peyré, Delon &amp; Bernot, "Wasserstein Barycenter and Its Application to Texture Mixing", SSVM 2011.</remarks>
public static class SlicedWasserstein
{
    /// <summary>Width of the ring of surroundings in pixels.</summary>
    public const int RingPx = 40;

    private const int Projections = 96;
    private const int Quantiles = 200;
    private const int DirectionSeed = 1;

    /// <summary>Patches centred in the fill against patches centred at the same places of the true picture.</summary>
    /// <param name="fill">Filled picture, sRGB 0…1; where the mask keeps, the true picture's pixels are used.</param>
    /// <param name="truth">True picture of the same size.</param>
    /// <param name="mask">The hole: pixels above 0.</param>
    /// <returns>Distance in Lab units, or null if no 7×7 patch centred in the hole fits into the picture.</returns>
    /// <exception cref="ArgumentException">Sizes differ or the mask is empty.</exception>
    public static double? ToTruth(FloatImage fill, FloatImage truth, Mask mask)
    {
        HoleView view = HoleView.Cut(fill, truth, mask);
        return Distance(PatchSet.Collect(view.Fill, view.Hole), PatchSet.Collect(view.Truth, view.Hole));
    }

    /// <summary>Patches centred in the fill against kept patches of the <see cref="RingPx"/> wide ring: needs no truth.
    /// A perfect fill has some distance too, as the hole's content need not occur outside.</summary>
    /// <param name="fill">Filled picture, sRGB 0…1.</param>
    /// <param name="mask">The hole: pixels above 0.</param>
    /// <returns>Distance in Lab units, or null if hole or ring has no 7×7 patch.</returns>
    /// <exception cref="ArgumentException">Sizes differ or the mask is empty.</exception>
    public static double? ToRing(FloatImage fill, Mask mask)
    {
        HoleView view = HoleView.Cut(fill, fill, mask);
        return Distance(PatchSet.Collect(view.Fill, view.Hole), PatchSet.Collect(view.Fill, view.FindRing(RingPx)));
    }

    /// <summary>The distance itself, for two sets of vectors of one length; null if a set is empty.</summary>
    internal static double? Distance(float[][] first, float[][] second)
    {
        if (first.Length == 0 || second.Length == 0)
        {
            return null;
        }

        double sum = 0;
        float[] direction = new float[first[0].Length];
        for (int p = 0; p < Projections; p++)
        {
            HashNoise.FillDirection(direction, DirectionSeed, p);
            double[] a = ProjectSorted(first, direction);
            double[] b = ProjectSorted(second, direction);
            for (int q = 0; q < Quantiles; q++)
            {
                double at = 0.005 + (0.99 * q / (Quantiles - 1));
                sum += Math.Abs(Quantile(a, at) - Quantile(b, at));
            }
        }

        return sum / (Projections * Quantiles);
    }

    private static double[] ProjectSorted(float[][] set, float[] direction)
    {
        double[] projected = new double[set.Length];
        for (int i = 0; i < set.Length; i++)
        {
            projected[i] = Dot(direction, set[i]);
        }

        Array.Sort(projected);
        return projected;
    }

    // Four sums at a time, because each addition waits for the one before; in this order on every machine, so bits repeat.
    private static double Dot(float[] a, float[] b)
    {
        (double s0, double s1, double s2, double s3) = (0, 0, 0, 0);
        int k = 0;
        for (; k <= a.Length - 4; k += 4)
        {
            s0 += a[k] * b[k];
            s1 += a[k + 1] * b[k + 1];
            s2 += a[k + 2] * b[k + 2];
            s3 += a[k + 3] * b[k + 3];
        }

        for (; k < a.Length; k++)
        {
            s0 += a[k] * b[k];
        }

        return s0 + s1 + (s2 + s3);
    }

    private static double Quantile(double[] sorted, double at)
    {
        double position = at * (sorted.Length - 1);
        int i = Math.Min((int)position, sorted.Length - 1);
        double next = sorted[Math.Min(i + 1, sorted.Length - 1)];
        return sorted[i] + ((next - sorted[i]) * (position - i));
    }
}
