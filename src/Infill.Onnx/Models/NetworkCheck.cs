using System.Text.RegularExpressions;
using Infill.Onnx.Graphs;
using Infill.Onnx.Graphs.Networks;
using Infill.Onnx.Weights;

namespace Infill.Onnx.Models;

/// <summary>Finds everything that a network's weights lack or have in another shape, by writing its graph and throwing it away: a graph asks for exactly what it needs.</summary>
internal static partial class NetworkCheck
{
    /// <summary>Problems of a UNet.</summary>
    public static IReadOnlyList<string> Of(ModelPart<UNetConfig> part) => Check(part.Name, part.Weights, weights => UNetGraph.Write(part.Config, weights, withControl: false));

    /// <summary>Problems of both halves of a VAE.</summary>
    public static IReadOnlyList<string> Of(ModelPart<VaeConfig> part) =>
    [
        .. Check(part.Name, part.Weights, weights => AutoencoderKlGraph.WriteEncoder(part.Config, weights)),
        .. Check(part.Name, part.Weights, weights => AutoencoderKlGraph.WriteDecoder(part.Config, weights)),
    ];

    /// <summary>Problems of both halves of a small VAE.</summary>
    public static IReadOnlyList<string> Of(ModelPart<TinyVaeConfig> part) =>
    [
        .. Check(part.Name, part.Weights, weights => TinyAutoencoderGraph.WriteEncoder(part.Config, weights)),
        .. Check(part.Name, part.Weights, weights => TinyAutoencoderGraph.WriteDecoder(part.Config, weights)),
    ];

    /// <summary>Problems of a text encoder.</summary>
    public static IReadOnlyList<string> Of(ModelPart<TextEncoderConfig> part) => Check(part.Name, part.Weights, weights => ClipTextGraph.Write(part.Config, weights));

    /// <summary>Problems of a control network.</summary>
    public static IReadOnlyList<string> Of(ModelPart<ControlNetConfig> part) => Check(part.Name, part.Weights, weights => ControlNetGraph.Write(part.Config, weights));

    private static string[] Check(string name, TensorSource? source, Action<NetworkWeights> write)
    {
        if (source is null)
        {
            return [];
        }

        var weights = new NetworkWeights(new GraphBuilder(name, OperatorDialect.Plain), source);
        write(weights);

        // Graphs leave out a bias that is not there; most layers of the family must have one.
        IEnumerable<string> biases = weights.Absent
            .Where(absent => absent.EndsWith(".bias", StringComparison.Ordinal) && !WithoutBias().IsMatch(absent))
            .Select(absent => $"{Shown.Quote(absent)} is missing");
        return [.. weights.Problems.Concat(biases).Select(problem => $"{name}: {problem}")];
    }

    /// <summary>Layers that the reference makes without a bias: attention over text and pixels, the text's projection, the guidance of consistency models, changes of size in the small VAE.</summary>
    [GeneratedRegex(@"\.attn[12]\.to_[qkv]\.bias$|^text_projection\.bias$|^time_embedding\.cond_proj\.bias$|^(?:encoder|decoder)\.layers\.[0-9]+\.bias$")]
    private static partial Regex WithoutBias();
}
