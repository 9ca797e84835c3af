using Infill.Onnx.Weights;

namespace Infill.Onnx.Models;

/// <summary>Merges LoRAs into a model's weights. Only the weights that they touch are held in memory, as 32-bit floats; the others stay in their files.</summary>
public static class LoraMerge
{
    private const int ListedNames = 3;

    /// <summary>A model with LoRAs merged in, one after the other: W + Σ weight · alpha/rank · up · down.</summary>
    /// <param name="model">Not changed. Both models use the same open files: dispose either, when neither is needed.</param>
    /// <param name="uses">In any order; layers that the model lacks are left out and named in <see cref="SdModel.Remarks"/>.</param>
    /// <exception cref="ModelException">A file is broken, is no LoRA, fits no layer of the model, or has layers of other sizes.</exception>
    public static SdModel Apply(SdModel model, IReadOnlyList<LoraUse> uses)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(uses);
        if (uses.Count > 0 && model.UNet.Weights is null)
        {
            throw new ModelException($"{model.Path} is an ONNX export, into which no LoRA can be merged; take the model as a diffusers folder or single file.") { Fault = ModelFault.Unfit };
        }

        var targets = new LoraTargets(model);
        var merged = new Dictionary<(string Part, string Tensor), float[]>();
        var remarks = new List<string>(model.Remarks);
        foreach (LoraUse use in uses)
        {
            using SafetensorsFile file = SafetensorsFile.Open(use.Path);
            Merge(model, use, Match(use, file, targets, remarks), merged);
        }

        return Replace(model, merged) with { Remarks = remarks };
    }

    private static List<(LoraLayer Layer, (string Part, string Tensor) Target)> Match(LoraUse use, SafetensorsFile file, LoraTargets targets, List<string> remarks)
    {
        IReadOnlyList<LoraLayer> layers = LoraFile.Read(file);
        List<(LoraLayer Layer, (string Part, string Tensor) Target)> matched =
            [.. from layer in layers let target = targets.Find(layer.Module) where target is not null select (layer, target.Value)];
        string[] unknown = [.. layers.Where(l => targets.Find(l.Module) is null).Select(l => Shown.Quote(l.Module))];
        string examples = string.Join(", ", unknown.Take(ListedNames));
        if (matched.Count == 0)
        {
            throw new ModelException($"{use.Path} fits no layer of the model, such as {examples}; it was made for another family.") { Fault = ModelFault.Unfit };
        }

        if (unknown.Length > 0)
        {
            remarks.Add($"{use.Path}: {unknown.Length} of {layers.Count} layers are not in the model and were left out, such as {examples}.");
        }

        return matched;
    }

    private static void Merge(SdModel model, LoraUse use, List<(LoraLayer Layer, (string Part, string Tensor) Target)> matched, Dictionary<(string Part, string Tensor), float[]> merged)
    {
        string[] misfits = [.. matched.Where(m => !m.Layer.Fits(Weight(model, m.Target))).Select(m => $"{Shown.Quote(m.Layer.Module)}: {m.Layer.Up.Form} · {m.Layer.Down.Form} does not fit {Weight(model, m.Target).Form}")];
        if (misfits.Length > 0)
        {
            throw new ModelException($"{use.Path} was made for a model of other sizes:", misfits) { Fault = ModelFault.Unfit };
        }

        foreach ((LoraLayer layer, (string Part, string Tensor) target) in matched)
        {
            if (!merged.TryGetValue(target, out float[]? weight))
            {
                merged[target] = weight = TensorValues.ToFloats(Weight(model, target));
            }

            LoraDelta.Add(weight, layer, use.Weight);
        }
    }

    private static WeightTensor Weight(SdModel model, (string Part, string Tensor) target) => Source(model, target.Part)[target.Tensor];

    private static TensorSource Source(SdModel model, string part) =>
        (part == model.UNet.Name ? model.UNet.Weights : part == model.TextEncoder.Name ? model.TextEncoder.Weights : model.TextEncoder2!.Weights)!;

    private static SdModel Replace(SdModel model, Dictionary<(string Part, string Tensor), float[]> merged)
    {
        TensorSource? With(string? part, TensorSource? source) => source?.With(
            merged.Where(m => m.Key.Part == part).Select(m => InMemory(source[m.Key.Tensor], m.Value)));

        return model with
        {
            UNet = model.UNet with { Weights = With(model.UNet.Name, model.UNet.Weights) },
            TextEncoder = model.TextEncoder with { Weights = With(model.TextEncoder.Name, model.TextEncoder.Weights) },
            TextEncoder2 = model.TextEncoder2 is null ? null : model.TextEncoder2 with { Weights = With(model.TextEncoder2.Name, model.TextEncoder2.Weights) },
        };
    }

    private static WeightTensor InMemory(WeightTensor original, float[] values) => WeightTensor.InMemory(original.Name, original.Shape, values);
}
