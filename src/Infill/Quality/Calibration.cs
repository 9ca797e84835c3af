using System.Text.Json;
using Infill.Imaging;
using Infill.Quality.Detectors;

namespace Infill.Quality;

/// <summary>What turns measurements into a verdict; fitted on fills that are known to be good or bad, and kept as a file with its date and data.</summary>
/// <remarks>The verdict's log-odds are <c>bias + Σ wᵢ·log(1 + exp(log-oddsᵢ))</c>: one sure detector is enough, and several half-sure ones add up.
/// A detector that had nothing to go by counts as sure that nothing is wrong.</remarks>
public sealed record Calibration
{
    /// <summary>Version of the file's form; readers refuse a higher one.</summary>
    public const int CurrentSchema = 1;

    private const string Resource = "calibration.json";
    private const double MostNumber = 1e9;
    private const int MostBytes = 1 << 20;

    private static readonly Lazy<Calibration> Embedded = new(ReadEmbedded);

    /// <summary>The calibration that the library brings.</summary>
    public static Calibration Default => Embedded.Value;

    /// <summary>The form that this file has, 1 or more.</summary>
    public int Schema { get; init; } = CurrentSchema;

    /// <summary>Day on which it was fitted, "2026-11-26".</summary>
    public required string Date { get; init; }

    /// <summary>Names of the photos it was fitted on, without folders.</summary>
    public required IReadOnlyList<string> Data { get; init; }

    /// <summary>Number of good and bad fills it was fitted on.</summary>
    public required int Fills { get; init; }

    /// <summary>One model per detector.</summary>
    public required IReadOnlyList<DetectorModel> Models { get; init; }

    /// <summary>Weights of the models in the verdict, in their order, at least 0.</summary>
    public required IReadOnlyList<double> Weights { get; init; }

    /// <summary>The verdict's log-odds if every detector is sure that nothing is wrong.</summary>
    public required double Bias { get; init; }

    /// <summary>Probability from which a fill counts as degraded, 0–1.</summary>
    public required double Limit { get; init; }

    /// <summary>Reads a calibration file.</summary>
    /// <exception cref="InvalidDataException">Not a calibration, of a newer form, or with numbers that do not fit together.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Calibration Load(string path)
    {
        // A device has no length: reading it could never end.
        var file = new FileInfo(path);
        return SpecialFile.Is(path)
            ? throw new InvalidDataException($"{path} is a device, pipe or socket; a calibration is a file.")
            : file.Length > MostBytes
            ? throw new InvalidDataException($"{path} has {file.Length} bytes; a calibration has at most {MostBytes}.")
            : Parse(File.ReadAllText(path), path);
    }

    /// <summary>The file's text.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, CalibrationJson.Default.Calibration);

    /// <summary>Log-odds that something is wrong.</summary>
    /// <param name="logOdds">One per model, null where a detector had nothing to go by.</param>
    internal double Combine(IReadOnlyList<double?> logOdds)
    {
        double sum = Bias;
        for (int i = 0; i < Weights.Count; i++)
        {
            sum += logOdds[i] is double own ? Weights[i] * SoftPlus(own) : 0;
        }

        return sum;
    }

    /// <summary>log(1 + eˣ), without overflow.</summary>
    internal static double SoftPlus(double x) => Math.Max(0, x) + Math.Log(1 + Math.Exp(-Math.Abs(x)));

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    internal static double Probability(double logOdds) => 1 / (1 + Math.Exp(-logOdds));

    private static Calibration Parse(string json, string name)
    {
        try
        {
            Calibration read = JsonSerializer.Deserialize(json, CalibrationJson.Default.Calibration)
                ?? throw new InvalidDataException($"{name} holds JSON null, not a calibration.");
            return read.FindProblem() is string problem ? throw new InvalidDataException($"{name}: {problem}") : read;
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{name} is no calibration: {TraceJson.Place(e)} does not fit. 'infill eval calibrate' makes one.", e);
        }
    }

    private string? FindProblem()
    {
        if (Schema is < 1 or > CurrentSchema)
        {
            return $"the calibration has form {Schema}; this version reads 1 to {CurrentSchema}. Make it again with 'infill eval calibrate'.";
        }

        if (Models.Any(m => m is null || !Enum.IsDefined(m.Detector)) || Data.Contains(null!))
        {
            return "a model or a photo's name is null, or a model's detector is a number that names none.";
        }

        if (Models.Select(m => m.Detector).Distinct().Count() != Models.Count || Weights.Count != Models.Count)
        {
            return $"it has {Models.Count} models and {Weights.Count} weights; every detector may have one model, and every model needs one weight.";
        }

        DetectorModel? odd = Models.FirstOrDefault(m => m.Weights.Count != FillMeasures.CountOf(m.Detector)
            || m.Centres.Count != m.Weights.Count || m.Scales.Count != m.Weights.Count);
        if (odd is not null)
        {
            return $"the model '{odd.Detector}' has {odd.Weights.Count} weights, {odd.Centres.Count} centres and {odd.Scales.Count} scales; "
                + $"this version measures {FillMeasures.CountOf(odd.Detector)} numbers. Make it again with 'infill eval calibrate'.";
        }

        bool isSound = Weights.All(w => IsUsable(w) && w >= 0) && IsUsable(Bias) && Limit is > 0 and < 1
            && Models.All(m => IsUsable(m.Bias) && m.Weights.Concat(m.Centres).All(IsUsable) && m.Scales.All(s => IsUsable(s) && s > 1 / MostNumber));
        return isSound ? null : "a number is not finite or beyond ±1e9, a scale is not above 0, a weight of the verdict is below 0, or the limit lies outside 0…1.";
    }

    // Larger numbers than any fit gives could overflow in the sums, and then nothing would be doubted any more.
    private static bool IsUsable(double number) => Math.Abs(number) <= MostNumber;

    private static Calibration ReadEmbedded()
    {
        using Stream stream = typeof(Calibration).Assembly.GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(stream);
        return Parse(reader.ReadToEnd(), "The embedded calibration");
    }
}
