using System.Text.RegularExpressions;

namespace Infill.Onnx.Weights.KeyMaps;

/// <summary>Turns OpenCLIP's text encoder into the tensors that transformers has: other names, queries, keys and values apart, the projection on its side.</summary>
internal static partial class OpenClipNames
{
    private static readonly string[] Bands = ["q_proj", "k_proj", "v_proj"];

    private static readonly Renames Ends = new(
        ("positional_embedding", "embeddings.position_embedding.weight"),
        ("token_embedding", "embeddings.token_embedding"),
        ("ln_final", "final_layer_norm"));

    private static readonly Renames Layer = new(
        ("ln_1", "layer_norm1"),
        ("ln_2", "layer_norm2"),
        ("mlp.c_fc", "mlp.fc1"),
        ("mlp.c_proj", "mlp.fc2"),
        ("attn.out_proj", "self_attn.out_proj"));

    /// <summary>Number of layers that the names count.</summary>
    public static int Layers(Func<string, bool> has) => Enumerable.Range(0, 200).TakeWhile(i => has($"transformer.resblocks.{i}.ln_1.weight")).Count();

    /// <summary>The tensors that one tensor becomes; none for what no network needs.</summary>
    /// <param name="tensor">Under OpenCLIP's name, without the checkpoint's prefix.</param>
    /// <param name="layers">Layers beyond these are left out.</param>
    /// <remarks>Rows of a fused projection stay where they are in the file. The text's projection is stored for x·W where transformers
    /// has W·x, so that one (1280² numbers in SDXL) is turned in memory.</remarks>
    public static IEnumerable<WeightTensor> ToDiffusers(WeightTensor tensor, int layers)
    {
        if (tensor.Name is "text_projection" && tensor.Shape.Count == 2)
        {
            return [Transposed(tensor, "text_projection.weight")];
        }

        string end = Ends.ToDiffusers(tensor.Name);
        if (end != tensor.Name || end == "text_projection.weight")
        {
            return [tensor.Named(end)];
        }

        Match match = Block().Match(tensor.Name);
        if (!match.Success || int.Parse(match.Groups["layer"].Value) >= layers)
        {
            return [];
        }

        string scope = $"encoder.layers.{int.Parse(match.Groups["layer"].Value)}";
        string rest = match.Groups["rest"].Value;
        return rest is "attn.in_proj_weight" or "attn.in_proj_bias" && tensor.Shape.Count > 0 && tensor.Shape[0] % Bands.Length == 0
            ? Bands.Select((band, i) => tensor.Band($"{scope}.self_attn.{band}.{rest["attn.in_proj_".Length..]}", i, Bands.Length))
            : [tensor.Named($"{scope}.{Layer.ToDiffusers(rest)}")];
    }

    private static WeightTensor Transposed(WeightTensor tensor, string name)
    {
        int rows = checked((int)tensor.Shape[0]);
        int columns = checked((int)tensor.Shape[1]);
        int width = tensor.Type.Bytes();
        ReadOnlySpan<byte> from = tensor.Bytes;
        byte[] to = new byte[from.Length];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                from.Slice(((row * columns) + column) * width, width).CopyTo(to.AsSpan(((column * rows) + row) * width));
            }
        }

        return new WeightTensor { Name = name, Type = tensor.Type, Shape = [columns, rows], Length = tensor.Length, Memory = to };
    }

    [GeneratedRegex(@"^transformer\.resblocks\.(?<layer>[0-9]{1,3})\.(?<rest>.+)$")]
    private static partial Regex Block();
}
