namespace Infill.Quality.Detectors;

/// <summary>Small statistics that several detectors share.</summary>
internal static class Statistic
{
    /// <summary>The value below which a share of the values lies; 0 of none. Sorts the list.</summary>
    public static double Quantile(List<float> values, double share)
    {
        if (values.Count == 0)
        {
            return 0;
        }

        values.Sort();
        return values[(int)Math.Min(values.Count - 1, share * values.Count)];
    }

    /// <summary>log((a + ε) / (b + ε)): how much larger the first is, calm where both are small.</summary>
    public static double LogRatio(double first, double second, double epsilon) => Math.Log((first + epsilon) / (second + epsilon));

    /// <summary>Mean of the largest share of the values, at least of one; 0 of none. Sorts the list.</summary>
    public static double TopMean(List<float> values, double share)
    {
        if (values.Count == 0)
        {
            return 0;
        }

        values.Sort();
        int count = Math.Max(1, (int)(share * values.Count));
        return values.Skip(values.Count - count).Average();
    }
}
