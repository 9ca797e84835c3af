namespace Infill.Onnx.Weights.KeyMaps;

/// <summary>Brings the spellings that diffusers and transformers used over the years to the newest.</summary>
internal static class DiffusersKeys
{
    private const string TextPrefix = "text_model.";

    // diffusers before 0.18 named the VAE's attention like this, and most of the hub's VAEs still do.
    private static readonly (string Old, string New)[] OldAttention =
        [(".query.", ".to_q."), (".key.", ".to_k."), (".value.", ".to_v."), (".proj_attn.", ".to_out.0.")];

    /// <summary>A text encoder's tensor: without the prefix that transformers 4 wrote; null for what no network needs.</summary>
    public static WeightTensor? TextEncoder(WeightTensor tensor)
    {
        string name = tensor.Name.StartsWith(TextPrefix, StringComparison.Ordinal) ? tensor.Name[TextPrefix.Length..] : tensor.Name;
        return name is "embeddings.position_ids" or "logit_scale" || name.StartsWith("vision_model.", StringComparison.Ordinal) || name.StartsWith("visual_projection.", StringComparison.Ordinal)
            ? null
            : tensor.Named(name);
    }

    /// <summary>A VAE's tensor: attention in the newer names, and as matrices even where it was stored as 1×1 convolutions.</summary>
    public static WeightTensor Vae(WeightTensor tensor)
    {
        if (!tensor.Name.Contains(".attentions.", StringComparison.Ordinal))
        {
            return tensor;
        }

        string name = OldAttention.Aggregate(tensor.Name, (n, pair) => n.Replace(pair.Old, pair.New, StringComparison.Ordinal));
        return Flat(tensor.Named(name));
    }

    /// <summary>A 1×1 convolution's weight as the matrix that it is.</summary>
    public static WeightTensor Flat(WeightTensor tensor) =>
        tensor.Shape is [long rows, long columns, 1, ..] && tensor.Shape.Skip(2).All(d => d == 1) ? tensor.Shaped(rows, columns) : tensor;
}
