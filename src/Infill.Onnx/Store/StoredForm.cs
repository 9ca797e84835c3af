using Infill.Onnx.Models;

namespace Infill.Onnx.Store;

/// <summary>Says in a few words what files a model consists of.</summary>
internal static class StoredForm
{
    /// <summary>"diffusers", "diffusers fp16", "onnx folder", "part", "safetensors", "onnx" or "other".</summary>
    public static string Of(IReadOnlyCollection<string> names)
    {
        string[] variants = [.. names.Select(n => WeightFiles.VariantOf(Path.GetFileName(n))).Where(v => v is { Length: > 0 }).Distinct().Order(StringComparer.Ordinal)!];
        string form = names.Contains("unet/model.onnx") ? "onnx folder"
            : names.Contains("model_index.json") ? "diffusers"
            : names.Contains("config.json") && names.Any(n => WeightFiles.VariantOf(n) is not null) ? "part"
            : names.Any(n => n.EndsWith(".safetensors", StringComparison.OrdinalIgnoreCase)) ? "safetensors"
            : names.Any(n => n.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase)) ? "onnx"
            : "other";
        return string.Join(' ', [form, .. variants]);
    }
}
