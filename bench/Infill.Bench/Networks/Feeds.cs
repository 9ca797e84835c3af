using Infill.Diffusion;
using Infill.Onnx;
using Infill.Onnx.Graphs;

namespace Infill.Bench.Networks;

/// <summary>What the measured networks are fed: seeded numbers of the sizes that they have at work.</summary>
internal static class Feeds
{
    private const int Tokens = 77;
    private const int TextChannels = 768;
    private const long StartToken = 49406;
    private const long EndToken = 49407;

    /// <summary>Side of the matrix product that stands for what the runtime can do on this machine.</summary>
    public const int Side = 2048;

    /// <summary>Multiplications and additions of the matrix product.</summary>
    public const double ProductFlops = 2.0 * Side * Side * Side;

    /// <summary>Inputs of the UNet for a picture of that side.</summary>
    public static Dictionary<string, OnnxTensor> UNet(int pixels) => new()
    {
        ["sample"] = Picture(9, pixels / 8),
        ["timestep"] = new([500f], 1),
        ["encoder_hidden_states"] = new(Numbers(Tokens * TextChannels), 1, Tokens, TextChannels),
    };

    /// <summary>One square picture or latent.</summary>
    public static OnnxTensor Picture(int channels, int side) => new(Numbers(channels * side * side), 1, channels, side, side);

    /// <summary>Inputs of the text encoder: a start and an end without words between.</summary>
    public static Dictionary<string, OnnxTensor> Text()
    {
        long[] ids = new long[Tokens];
        Array.Fill(ids, EndToken);
        ids[0] = StartToken;
        return new Dictionary<string, OnnxTensor> { ["input_ids"] = new(ids, 1, Tokens), ["end_position"] = new([1L], 1) };
    }

    /// <summary>The matrix product as a network, and what it is fed.</summary>
    public static (OnnxModel Network, Dictionary<string, OnnxTensor> Inputs) Product(OnnxOptions options)
    {
        var graph = new GraphBuilder("product", OperatorDialect.Plain);
        Value a = graph.Input("a", ElementType.Float, $"{Side}", $"{Side}");
        Value b = graph.Input("b", ElementType.Float, $"{Side}", $"{Side}");
        graph.Output(graph.MatMul(a, b), "product", ElementType.Float);
        var matrix = new OnnxTensor(Numbers(Side * Side), Side, Side);
        return (OnnxModel.Load("product", graph.Serialize(), options), new Dictionary<string, OnnxTensor> { ["a"] = matrix, ["b"] = matrix });
    }

    private static float[] Numbers(int count) =>
        [.. Enumerable.Range(0, count).Select(i => (CounterRandom.ToUnit(CounterRandom.Bits(7, (uint)i)) * 3f) - 1.5f)];
}
