using System.Numerics;

namespace Infill.Quality.Detectors;

/// <summary>Small statistics that several detectors share.</summary>
internal static class Statistic
{
    /// <summary>The value below which a share of the values lies; 0 of none. Reorders the values.</summary>
    public static double Quantile(float[] values, double share) =>
        values.Length == 0 ? 0 : Select(values, (int)Math.Min(values.Length - 1, share * values.Length));

    /// <summary>log((a + ε) / (b + ε)): how much larger the first is, calm where both are small.</summary>
    public static double LogRatio(double first, double second, double epsilon) => Math.Log((first + epsilon) / (second + epsilon));

    /// <summary>Mean of the largest share of the values, at least of one; 0 of none. Reorders the values.</summary>
    public static double TopMean(float[] values, double share)
    {
        if (values.Length == 0)
        {
            return 0;
        }

        int count = Math.Max(1, (int)(share * values.Length));
        Select(values, values.Length - count);
        double sum = 0;
        foreach (float value in values.AsSpan(values.Length - count))
        {
            sum += value;
        }

        return sum / count;
    }

    /// <summary>The values at some indices.</summary>
    public static float[] At(float[] values, int[] indices) => Array.ConvertAll(indices, i => values[i]);

    /// <summary>The largest value, 0 of none; without numbers that are none.</summary>
    public static float Max(ReadOnlySpan<float> values)
    {
        if (values.IsEmpty)
        {
            return 0;
        }

        float most = values[0];
        int i = 0;
        if (values.Length >= Vector<float>.Count)
        {
            var best = new Vector<float>(values);
            for (i = Vector<float>.Count; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
            {
                best = Vector.Max(best, new Vector<float>(values[i..]));
            }

            for (int k = 0; k < Vector<float>.Count; k++)
            {
                most = MathF.Max(most, best[k]);
            }
        }

        for (; i < values.Length; i++)
        {
            most = MathF.Max(most, values[i]);
        }

        return most;
    }

    // Hoare's selection: afterwards values[k] is the k-th, none before it is larger and none behind it smaller.
    private static float Select(float[] values, int k)
    {
        (int left, int right) = (0, values.Length - 1);
        while (left < right)
        {
            float pivot = values[(left + right) / 2];
            (int i, int j) = (left, right);
            while (i <= j)
            {
                while (values[i] < pivot)
                {
                    i++;
                }

                while (values[j] > pivot)
                {
                    j--;
                }

                if (i <= j)
                {
                    (values[i], values[j]) = (values[j], values[i]);
                    (i, j) = (i + 1, j - 1);
                }
            }

            (left, right) = k <= j ? (left, j) : k >= i ? (i, right) : (k, k);
        }

        return values[k];
    }
}
