namespace Infill.Evaluation.Calibrating;

/// <summary>How well a number parts good from bad.</summary>
internal static class Roc
{
    /// <summary>Area under the curve: the chance that a bad fill has the larger number, ties halved; null if a side is empty.</summary>
    public static double? Area(IReadOnlyList<double> good, IReadOnlyList<double> bad)
    {
        if (good.Count == 0 || bad.Count == 0)
        {
            return null;
        }

        double[] sorted = [.. good.Order()];
        double sum = 0;
        foreach (double value in bad)
        {
            (int below, int upTo) = (Count(sorted, value, orEqual: false), Count(sorted, value, orEqual: true));
            sum += below + (0.5 * (upTo - below));
        }

        return sum / ((double)good.Count * bad.Count);
    }

    /// <summary>The least limit under which at most a share of the good ones are flagged (at or above the limit).</summary>
    public static double LimitFor(IReadOnlyList<double> good, double share)
    {
        double[] sorted = [.. good.OrderDescending()];
        int allowed = (int)(share * sorted.Length);
        return allowed >= sorted.Length ? sorted[^1] : Math.BitIncrement(sorted[allowed]);
    }

    private static int Count(double[] sorted, double value, bool orEqual)
    {
        (int low, int high) = (0, sorted.Length);
        while (low < high)
        {
            int middle = (low + high) / 2;
            bool isBelow = orEqual ? sorted[middle] <= value : sorted[middle] < value;
            (low, high) = isBelow ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
