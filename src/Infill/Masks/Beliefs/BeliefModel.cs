using System.Text.Json;

namespace Infill.Masks.CastShadows;

/// <summary>What turns measures of a supposed shadow into a belief; fitted on scenes of which it is known, and kept as a file with its date and data.</summary>
/// <remarks>log-odds = bias + Σ wᵢ·clamp((xᵢ − centreᵢ)/scaleᵢ, ±4), logistic regression.</remarks>
internal sealed record ShadowModel
{
    private const string Resource = "shadow-model.json";
    private const double Clamp = 4;

    private static readonly Lazy<ShadowModel> Embedded = new(ReadEmbedded);

    /// <summary>The model that the library brings.</summary>
    public static ShadowModel Default => Embedded.Value;

    /// <summary>Day on which it was fitted, "2026-11-26".</summary>
    public required string Date { get; init; }

    /// <summary>Names of the photos it was fitted on, without folders.</summary>
    public required IReadOnlyList<string> Data { get; init; }

    /// <summary>Number of scenes, with and without a shadow.</summary>
    public required int Scenes { get; init; }

    /// <summary>What is measured, as in <see cref="ShadowMeasures.Names"/>.</summary>
    public required IReadOnlyList<string> Measures { get; init; }

    /// <summary>Mean of each measure.</summary>
    public required IReadOnlyList<double> Centres { get; init; }

    /// <summary>Standard deviation of each measure, above 0.</summary>
    public required IReadOnlyList<double> Scales { get; init; }

    /// <summary>Log-odds per standard deviation.</summary>
    public required IReadOnlyList<double> Weights { get; init; }

    /// <summary>Log-odds of a shadow whose measures are all the mean.</summary>
    public required double Bias { get; init; }

    /// <summary>Log-odds from which a shadow is believed.</summary>
    public required double Limit { get; init; }

    /// <summary>Reads a model.</summary>
    /// <exception cref="InvalidDataException">It does not fit what this version measures.</exception>
    public static ShadowModel Parse(string json)
    {
        ShadowModel model = JsonSerializer.Deserialize(json, ShadowModelJson.Default.ShadowModel)
            ?? throw new InvalidDataException("The model of shadows is JSON null.");
        int count = ShadowMeasures.Names.Count;
        bool fits = model.Measures.SequenceEqual(ShadowMeasures.Names) && model.Centres.Count == count && model.Scales.Count == count && model.Weights.Count == count
            && model.Scales.All(scale => double.IsFinite(scale) && scale > 0) && model.Weights.Concat(model.Centres).All(double.IsFinite)
            && double.IsFinite(model.Bias) && double.IsFinite(model.Limit);
        return fits ? model : throw new InvalidDataException(
            $"The model of shadows has {model.Weights.Count} weights for {model.Measures.Count} measures; this version needs {count} finite ones. Make it again with 'infill eval shadows --fit'.");
    }

    /// <summary>The file's text.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, ShadowModelJson.Default.ShadowModel);

    /// <summary>Log-odds that what was measured is a shadow.</summary>
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

    /// <summary>Probability that it is a shadow, stretched so that ½ is where it is believed.</summary>
    public double Confidence(double logOdds) => 1 / (1 + Math.Exp(Limit - logOdds));

    /// <summary>A measure in standard deviations from its mean, clamped so that no strange one decides alone.</summary>
    internal static double Standardise(double measure, double centre, double scale) => Math.Clamp((measure - centre) / scale, -Clamp, Clamp);

    private static ShadowModel ReadEmbedded()
    {
        using Stream stream = typeof(ShadowModel).Assembly.GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(stream);
        return Parse(reader.ReadToEnd());
    }
}
