using System.Globalization;
using System.Text.RegularExpressions;
using Infill.Imaging;
using Infill.Onnx.Weights;

namespace Infill.Onnx.StableDiffusion;

/// <summary>Multiplications and additions of one run of a network, told from the names and shapes of its tensors before anything is loaded.</summary>
/// <remarks>A weight of a convolution or a linear map is used once for every place of the level that it stands on: 2·count·places. Self-attention takes
/// 4·places²·channels more. Norms, activations and changes of size are left out, about a hundredth.</remarks>
internal static partial class NetworkWork
{
    /// <summary>Keys and values of a text: one chunk of tokens.</summary>
    private const double TextPlaces = 77;

    /// <summary>Operations of the network.</summary>
    /// <param name="weights">Its tensors, in diffusers' names.</param>
    /// <param name="finest">Size of its finest level.</param>
    /// <param name="levels">Number of levels, each half as wide as the one above.</param>
    public static double Of(TensorSource weights, PixelSize finest, int levels) =>
        weights.Tensors.Where(tensor => tensor.Shape.Count > 1).Sum(tensor => Of(tensor, finest.Area, levels));

    private static double Of(WeightTensor tensor, double finest, int levels)
    {
        double places = tensor.Name switch
        {
            string name when Embedding().IsMatch(name) => 1,
            string name when TextMap().IsMatch(name) => TextPlaces,
            string name => finest / Math.Pow(4, LevelOf(name, levels)),
        };
        double attention = SelfQuery().IsMatch(tensor.Name) ? 4 * places * places * tensor.Shape[0] : 0;
        return (2.0 * tensor.Count * places) + attention;
    }

    private static int LevelOf(string name, int levels)
    {
        if (name.Contains("mid_block", StringComparison.Ordinal))
        {
            return levels - 1;
        }

        Match block = Block().Match(name);
        if (!block.Success)
        {
            return 0;
        }

        int index = int.Parse(block.Groups["index"].ValueSpan, CultureInfo.InvariantCulture);
        int level = block.Groups["way"].Value == "down"
            ? index + (name.Contains("downsamplers", StringComparison.Ordinal) ? 1 : 0)
            : levels - 1 - index - (name.Contains("upsamplers", StringComparison.Ordinal) ? 1 : 0);
        return Math.Clamp(level, 0, levels - 1);
    }

    [GeneratedRegex(@"(?:^|\.)(?<way>down|up)_blocks\.(?<index>[0-9]{1,3})\.")]
    private static partial Regex Block();

    [GeneratedRegex(@"time_emb|(?:time|add)_embedding")]
    private static partial Regex Embedding();

    [GeneratedRegex(@"attn2\.to_[kv]\.weight$")]
    private static partial Regex TextMap();

    [GeneratedRegex(@"(?<!attn2\.)(?:to_q|query)\.weight$")]
    private static partial Regex SelfQuery();
}
