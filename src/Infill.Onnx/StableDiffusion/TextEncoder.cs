using Infill.Engines;
using Infill.Onnx.Models;

namespace Infill.Onnx.StableDiffusion;

/// <summary>A text encoder with its tokenizer.</summary>
/// <param name="network">The network; owned.</param>
/// <param name="config">Its shape.</param>
/// <param name="tokenizer">Its tokenizer.</param>
internal sealed class TextEncoder(OnnxModel network, TextEncoderConfig config, ClipTokenizer tokenizer) : IDisposable
{
    /// <summary>Its tokenizer.</summary>
    public ClipTokenizer Tokenizer => tokenizer;

    /// <summary>Name of the output that is this many layers before the last.</summary>
    /// <param name="skipped">Layers, 0 = the last.</param>
    /// <param name="isNormal">True for the form after the final normalisation.</param>
    public string Output(int skipped, bool isNormal) => $"{(isNormal ? "normal" : "hidden")}_{config.Layers - skipped}";

    /// <summary>Encodes chunks and heeds their weights.</summary>
    /// <param name="chunks">At least one.</param>
    /// <param name="output">From <see cref="Output"/>.</param>
    /// <param name="cancellationToken">Ends it within one operator.</param>
    /// <returns>The rows of all chunks, and the pooled projection of the first where the network has one.</returns>
    public TextCondition Encode(IReadOnlyList<TokenChunk> chunks, string output, CancellationToken cancellationToken)
    {
        var rows = new List<float>();
        float[]? pooled = null;
        string rowsOf = NameInNetwork(output);
        string[] outputs = config.ProjectionChannels is null ? [rowsOf] : [rowsOf, "text_embeds"];
        foreach (TokenChunk chunk in chunks)
        {
            long[] ids = [.. chunk.Tokens.Select(t => (long)t)];
            var inputs = new Dictionary<string, OnnxTensor>
            {
                ["input_ids"] = new(ids, 1, ids.Length),
                ["end_position"] = new([Array.IndexOf(ids, tokenizer.EndToken)], 1),
            };
            IReadOnlyList<OnnxTensor> encoded = network.Run(
                inputs.Where(input => network.Inputs.Contains(input.Key)).ToDictionary(), outputs, cancellationToken);
            rows.AddRange(Weigh(encoded[0].Floats, chunk.Weights, config.Channels));
            pooled ??= encoded.Count > 1 ? encoded[1].Floats : null;
        }

        return new TextCondition([.. rows], chunks.Sum(c => c.Tokens.Count), pooled);
    }

    /// <inheritdoc/>
    public void Dispose() => network.Dispose();

    // Exports (Optimum) give the last layer after the normalisation, and the others, if at all, before it.
    private string NameInNetwork(string output)
    {
        string name = network.Outputs.Contains(output) ? output
            : output == Output(0, isNormal: true) ? "last_hidden_state"
            : output.Replace("hidden_", "hidden_states.", StringComparison.Ordinal);
        return network.Outputs.Contains(name) ? name : throw new EngineException(
            $"The text encoder is an export that gives {string.Join(", ", network.Outputs)} and not the layer '{output}'; leave no layers out, or take the model's safetensors files.");
    }

    // Rows times their weights, then brought back to the old mean, so that heavy words do not lift the whole text.
    private static float[] Weigh(float[] rows, IReadOnlyList<float> weights, int channels)
    {
        if (weights.All(w => w == 1f))
        {
            return rows;
        }

        double before = rows.Average(v => (double)v);
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] *= weights[i / channels];
        }

        double after = rows.Average(v => (double)v);
        float factor = after != 0 && double.IsFinite(before / after) ? (float)(before / after) : 1f;
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] *= factor;
        }

        return rows;
    }
}
