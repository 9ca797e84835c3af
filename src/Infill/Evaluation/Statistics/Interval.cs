namespace Infill.Evaluation.Statistics;

/// <summary>A mean with what it could have been on other cases of the same kind.</summary>
/// <param name="Mean">Mean of what was measured.</param>
/// <param name="Low">Lower end of the interval.</param>
/// <param name="High">Upper end of the interval.</param>
/// <param name="Count">Cases behind it, at least 1.</param>
public sealed record Interval(double Mean, double Low, double High, int Count)
{
    /// <summary>False if there was a single case, of which no interval follows.</summary>
    public bool IsKnown => Count > 1;

    /// <summary>True if all of the interval lies above the value.</summary>
    public bool IsAbove(double value) => Low > value;

    /// <summary>True if all of the interval lies below the value.</summary>
    public bool IsBelow(double value) => High < value;

    /// <summary>The interval of the exponential: from logarithms back to ratios.</summary>
    public Interval Exp() => new(Math.Exp(Mean), Math.Exp(Low), Math.Exp(High), Count);
}
