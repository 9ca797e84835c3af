namespace Infill.Onnx.Weights;

/// <summary>Reads the layers of a LoRA file in the spellings of its usual makers: kohya, PEFT, and diffusers before it used PEFT.</summary>
internal static class LoraFile
{
    private const string Alpha = "alpha";

    private static readonly (string Ending, string Role)[] Roles =
    [
        (".lora_down.weight", "down"), (".lora_up.weight", "up"), (".lora_mid.weight", "mid"), (".alpha", Alpha),
        (".lora_A.weight", "down"), (".lora_B.weight", "up"), (".lora_A.default.weight", "down"), (".lora_B.default.weight", "up"),
        (".lora_linear_layer.down.weight", "down"), (".lora_linear_layer.up.weight", "up"),
        (".lora.down.weight", "down"), (".lora.up.weight", "up"),
        ("_lora.down.weight", "down"), ("_lora.up.weight", "up"),
    ];

    // Other ways to adapt a network; taking a part of one for a LoRA would spoil the picture.
    private static readonly (string Sign, string Kind)[] Others =
        [(".dora_scale", "DoRA"), ("lora_magnitude_vector", "DoRA"), (".hada_w", "LoHa"), (".lokr_w", "LoKr"), (".oft_", "OFT"), (".glora_", "GLoRA"), (".diff", "full difference")];

    /// <summary>The layers of an open file.</summary>
    /// <exception cref="ModelException">Another way to adapt networks, half of a layer, or no layer at all.</exception>
    public static IReadOnlyList<LoraLayer> Read(SafetensorsFile file)
    {
        var parts = new Dictionary<string, Dictionary<string, WeightTensor>>(StringComparer.Ordinal);
        foreach (string name in file.Names)
        {
            if (Array.Find(Others, o => name.Contains(o.Sign, StringComparison.Ordinal)) is (string, string kind))
            {
                throw new ModelException($"{file.File.Path} is a {kind} adapter ({Shown.Quote(name)}); known: LoRA, with convolutions (LoCon).");
            }

            if (Array.Find(Roles, r => name.EndsWith(r.Ending, StringComparison.Ordinal)) is (string ending, string role))
            {
                string module = name[..^ending.Length];
                parts.TryAdd(module, []);
                parts[module][role] = file.Find(name)!;
            }
        }

        string[] halves = [.. parts.Where(p => !p.Value.ContainsKey("down") || !p.Value.ContainsKey("up")).Select(p => $"{Shown.Quote(p.Key)} lacks its up or down matrix")];
        return halves.Length > 0 ? throw new ModelException($"{file.File.Path} is an incomplete LoRA:", halves)
            : parts.Count == 0 ? throw new ModelException($"{file.File.Path} holds no layers of a LoRA.")
            : [.. parts.Select(p => new LoraLayer(p.Key, p.Value["down"], p.Value["up"], p.Value.GetValueOrDefault("mid"), ReadAlpha(p.Value.GetValueOrDefault(Alpha), file)))];
    }

    private static float? ReadAlpha(WeightTensor? tensor, SafetensorsFile file)
    {
        if (tensor is null)
        {
            return null;
        }

        return tensor.Count == 1 && TensorValues.ToFloats(tensor)[0] is float alpha && float.IsFinite(alpha) ? alpha
            : throw new ModelException($"{file.File.Path}: {Shown.Quote(tensor.Name)} is {tensor.Form}, expected one finite number.");
    }
}
