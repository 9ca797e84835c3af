using System.Text.Json;

namespace Infill.Masks.Beliefs;

/// <summary>What turns measures of a supposed shadow or reflection into a belief; fitted on scenes of which it is known, and kept as a file with its date and data.</summary>
/// <remarks>log-odds = bias + Σ wᵢ·clamp((xᵢ − centreᵢ)/scaleᵢ, ±4), logistic regression.</remarks>
internal sealed record BeliefModel
{
    private const double Clamp = 4;

    /// <summary>Day on which it was fitted, "2026-11-26".</summary>
    public required string Date { get; init; }

    /// <summary>Names of the photos it was fitted on, without folders.</summary>
    public required IReadOnlyList<string> Data { get; init; }

    /// <summary>Number of scenes, with and without what is looked for.</summary>
    public required int Scenes { get; init; }

    /// <summary>What is measured, as in <see cref="BeliefKind.Measures"/>.</summary>
    public required IReadOnlyList<string> Measures { get; init; }

    /// <summary>Mean of each measure.</summary>
    public required IReadOnlyList<double> Centres { get; init; }

    /// <summary>Standard deviation of each measure, above 0.</summary>
    public required IReadOnlyList<double> Scales { get; init; }

    /// <summary>Log-odds per standard deviation.</summary>
    public required IReadOnlyList<double> Weights { get; init; }

    /// <summary>Log-odds of one whose measures are all the mean.</summary>
    public required double Bias { get; init; }

    /// <summary>Log-odds from which one is believed.</summary>
    public required double Limit { get; init; }

    /// <summary>Reads a model that the library brings.</summary>
    /// <param name="kind">What it is a model of.</param>
    public static BeliefModel ReadEmbedded(BeliefKind kind)
    {
        using Stream stream = typeof(BeliefModel).Assembly.GetManifestResourceStream(kind.Resource)!;
        using var reader = new StreamReader(stream);
        return Parse(reader.ReadToEnd(), kind);
    }

    /// <summary>Reads a model.</summary>
    /// <param name="json">The file's text.</param>
    /// <param name="kind">What it must be a model of.</param>
    /// <exception cref="InvalidDataException">It does not fit what this version measures.</exception>
    public static BeliefModel Parse(string json, BeliefKind kind)
    {
        BeliefModel model = JsonSerializer.Deserialize(json, BeliefModelJson.Default.BeliefModel)
            ?? throw new InvalidDataException($"The model of {kind.Name} is JSON null.");
        int count = kind.Measures.Count;
        bool fits = model.Measures.SequenceEqual(kind.Measures) && model.Centres.Count == count && model.Scales.Count == count && model.Weights.Count == count
            && model.Scales.All(scale => double.IsFinite(scale) && scale > 0) && model.Weights.Concat(model.Centres).All(double.IsFinite)
            && double.IsFinite(model.Bias) && double.IsFinite(model.Limit);
        return fits ? model : throw new InvalidDataException(
            $"The model of {kind.Name} has {model.Weights.Count} weights for {model.Measures.Count} measures; this version needs {count} finite ones. Make it again with 'infill eval {kind.Name} --fit'.");
    }

    /// <summary>The file's text.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, BeliefModelJson.Default.BeliefModel);

    /// <summary>Log-odds that what was measured is what is looked for.</summary>
    /// <param name="measures">In the order of <see cref="Measures"/>.</param>
    public double LogOdds(IReadOnlyList<double> measures)
    {
        double sum = Bias;
        for (int i = 0; i < Weights.Count; i++)
        {
            sum += Weights[i] * Standardise(measures[i], Centres[i], Scales[i]);
        }

        return sum;
    }

    /// <summary>Probability that it is, stretched so that ½ is where it is believed.</summary>
    public double Confidence(double logOdds) => 1 / (1 + Math.Exp(Limit - logOdds));

    /// <summary>A measure in standard deviations from its mean, clamped so that no strange one decides alone.</summary>
    internal static double Standardise(double measure, double centre, double scale) => Math.Clamp((measure - centre) / scale, -Clamp, Clamp);
}
