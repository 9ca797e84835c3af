namespace Infill.Quality;

/// <summary>A detector's calibration: from what it measures to the probability that its defect is there.</summary>
/// <remarks>log-odds = bias + Σ wᵢ·clamp((xᵢ − centreᵢ)/scaleᵢ, ±<see cref="Clamp"/>); the clamp keeps one strange number from deciding alone.</remarks>
public sealed record DetectorModel
{
    /// <summary>Standard deviations beyond which a measure says no more.</summary>
    public const double Clamp = 4;

    /// <summary>Whose model it is.</summary>
    public required Detector Detector { get; init; }

    /// <summary>Mean of each measure over the fills it was fitted on.</summary>
    public required IReadOnlyList<double> Centres { get; init; }

    /// <summary>Standard deviation of each measure there, above 0.</summary>
    public required IReadOnlyList<double> Scales { get; init; }

    /// <summary>Log-odds per standard deviation.</summary>
    public required IReadOnlyList<double> Weights { get; init; }

    /// <summary>Log-odds of a fill whose measures are all the mean.</summary>
    public required double Bias { get; init; }

    /// <summary>Log-odds of the defect.</summary>
    /// <param name="measures">As many as there are weights.</param>
    public double LogOdds(IReadOnlyList<double> measures)
    {
        ArgumentNullException.ThrowIfNull(measures);
        double sum = Bias;
        for (int i = 0; i < Weights.Count; i++)
        {
            sum += Weights[i] * Standardise(measures[i], i);
        }

        return sum;
    }

    /// <summary>A measure in standard deviations from its mean, clamped.</summary>
    internal double Standardise(double measure, int i) => Math.Clamp((measure - Centres[i]) / Scales[i], -Clamp, Clamp);
}
