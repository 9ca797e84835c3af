namespace Infill.Bench;

/// <summary>What tables are made of.</summary>
internal static class Numbers
{
    /// <summary>The middle value; of an even count, the mean of the two in the middle.</summary>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
