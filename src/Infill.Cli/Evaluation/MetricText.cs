using System.Globalization;
using Infill.Evaluation.Statistics;

namespace Infill.Cli.Evaluation;

/// <summary>Numbers of metrics as people read them.</summary>
internal static class MetricText
{
    /// <summary>Three figures: "1.61", "29.8", "0.053"; a dash for nothing.</summary>
    public static string Of(double? value) => value is not double v ? "–"
        : double.IsInfinity(v) ? (v > 0 ? "∞" : "−∞")
        : v.ToString(Math.Abs(v) >= 9.995 ? "0.0" : Math.Abs(v) >= 0.0995 || v == 0 ? "0.00" : "0.000", CultureInfo.InvariantCulture).Replace('-', '−');

    /// <summary>"1.61 [1.32, 1.93]".</summary>
    public static string Of(Interval? interval) => interval is null ? "–" : $"{Of(interval.Mean)} [{Of(interval.Low)}, {Of(interval.High)}]";

    /// <summary>The same for a difference, with its sign, or "×" for a quotient.</summary>
    public static string OfDifference(EvalMetric metric, Interval? interval) =>
        interval is null ? "–" : (metric.IsRatio ? "×" : interval.Mean >= 0 ? "+" : "") + Of(interval);
}
