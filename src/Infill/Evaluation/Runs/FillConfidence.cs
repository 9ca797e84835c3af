using Infill.Imaging;

namespace Infill.Evaluation.Runs;

/// <summary>An engine's own word on one fill: 0 = guessed … 1 = sure, over the pixels of the hole.</summary>
/// <param name="Mean">Mean over the hole.</param>
/// <param name="Low">The value that a tenth of the hole's pixels stay below.</param>
public sealed record FillConfidence(double Mean, double Low)
{
    /// <summary>A mean below this counts as a warning of the engine's own.</summary>
    public const double Doubtful = 0.5;

    private const double LowShare = 0.1;

    /// <summary>Sums up the confidence of all regions of a run; null if an engine cannot tell.</summary>
    public static FillConfidence? Of(IReadOnlyList<RegionStages> stages)
    {
        ArgumentNullException.ThrowIfNull(stages);
        var values = new List<float>();
        foreach (RegionStages region in stages)
        {
            if (region.Confidence is FloatImage confidence)
            {
                values.AddRange(confidence.Values.Where((_, i) => region.Denoise.Values[i] > 0));
            }
        }

        values.Sort();
        return values.Count == 0 ? null : new FillConfidence(values.Average(v => (double)v), values[(int)(LowShare * values.Count)]);
    }
}
