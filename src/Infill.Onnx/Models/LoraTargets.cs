using Infill.Onnx.Weights;
using Infill.Onnx.Weights.KeyMaps;

namespace Infill.Onnx.Models;

/// <summary>Finds the weights that LoRAs mean, by all the names under which their makers know them.</summary>
internal sealed class LoraTargets
{
    private const string Weight = ".weight";

    private readonly Dictionary<string, (string Part, string Tensor)> _byName = new(StringComparer.Ordinal);

    /// <summary>Lists a model's weights.</summary>
    public LoraTargets(SdModel model)
    {
        AddUNet(model.UNet);
        AddText(model.TextEncoder, "lora_te_", "lora_te1_");
        if (model.TextEncoder2 is not null)
        {
            AddText(model.TextEncoder2, "lora_te2_");
        }
    }

    /// <summary>The part and tensor that a module's name means; null if the model has none.</summary>
    public (string Part, string Tensor)? Find(string module)
    {
        // diffusers before PEFT: "attn1.processor.to_q", and "to_out" for what is "to_out.0".
        string name = module.Replace(".processor.", ".", StringComparison.Ordinal);
        name = name.EndsWith(".to_out", StringComparison.Ordinal) ? name + ".0" : name;
        name = name.StartsWith("base_model.model.", StringComparison.Ordinal) ? name["base_model.model.".Length..] : name;
        return _byName.TryGetValue(name, out (string, string) target) ? target : null;
    }

    private void AddUNet(ModelPart<UNetConfig> part)
    {
        var names = new UNetNames(part.Config.LayersPerBlock, part.Config.BlockChannels.Count);
        foreach (string tensor in Weights(part.Weights))
        {
            string module = tensor[..^Weight.Length];
            Add($"unet.{module}", part.Name, tensor);
            Add(module, part.Name, tensor);
            Add($"lora_unet_{Flat(module)}", part.Name, tensor);

            // kohya trains XL on the original code, so its names are the original's.
            if ((names.ToOriginal(tensor) ?? names.UpsamplerToOriginal(tensor, level => part.Config.UpAttention[level])) is string original)
            {
                Add($"lora_unet_{Flat(original[..^Weight.Length])}", part.Name, tensor);
            }
        }
    }

    private void AddText(ModelPart<TextEncoderConfig> part, params ReadOnlySpan<string> kohya)
    {
        foreach (string tensor in Weights(part.Weights))
        {
            string module = tensor[..^Weight.Length];
            foreach (string spelling in new[] { module, $"text_model.{module}" })
            {
                Add($"{part.Name}.{spelling}", part.Name, tensor);
                foreach (string prefix in kohya)
                {
                    Add(prefix + Flat(spelling), part.Name, tensor);
                }
            }
        }
    }

    private void Add(string name, string part, string tensor) => _byName.TryAdd(name, (part, tensor));

    private static IEnumerable<string> Weights(TensorSource? source) => source?.Names.Where(n => n.EndsWith(Weight, StringComparison.Ordinal)) ?? [];

    private static string Flat(string module) => module.Replace('.', '_');
}
