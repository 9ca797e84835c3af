using System.Text.Json;
using Infill.Onnx.Weights;

namespace Infill.Onnx.Models;

/// <summary>Reads a whole model that lies as a folder per network, with <c>model_index.json</c> on top.</summary>
internal static class DiffusersFolder
{
    /// <summary>The file by which such a folder is known.</summary>
    public const string IndexName = "model_index.json";

    /// <summary>Without these no picture can be made.</summary>
    private static readonly string[] Needed = ["unet", "vae", "text_encoder", "tokenizer"];
    /// <summary>Opens the model.</summary>
    /// <exception cref="ModelException">Something is missing, broken or not known; all missing tensors are listed.</exception>
    public static SdModel Open(ModelRoot root, ModelOptions options)
    {
        RequireKnown(root, JsonFile.Read(root, IndexName));
        using var files = new OpenFiles();
        var reader = new PartReader(root, options.Variant, files);
        var configs = new ConfigFolder(root);
        bool hasSecond = root.Has("text_encoder_2");
        var model = new SdModel
        {
            Path = root.Path,
            Layout = ModelLayout.DiffusersFolder,
            UNet = reader.UNet("unet"),
            Vae = options.Vae is null ? reader.Vae("vae") : new ModelPart<VaeConfig>("vae", configs.Vae(), null),
            TextEncoder = reader.TextEncoder("text_encoder"),
            TextEncoder2 = hasSecond ? reader.TextEncoder("text_encoder_2") : null,
            Tokenizer = TokenizerReader.Read(root, "tokenizer"),
            Tokenizer2 = hasSecond ? TokenizerReader.Read(root, "tokenizer_2") : null,
            SchedulerConfig = configs.Scheduler(),
            ZerosForEmptyPrompt = configs.ZerosForEmptyPrompt(),
        };
        model = VaeFile.Exchange(model, options, files);
        ModelCheck.Require(model);
        return model with { Files = files.HandOver() };
    }

    /// <summary>Refuses folders of other families before anything is opened.</summary>
    private static void RequireKnown(ModelRoot root, JsonElement index)
    {
        string name = index.TryGetProperty("_class_name", out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
        string[] missing = [.. Needed.Where(part => !root.Has(part))];
        if (missing.Length > 0 || root.Has("transformer") || name.StartsWith("StableDiffusion3", StringComparison.Ordinal))
        {
            throw new ModelException(
                $"{root.PathOf(IndexName)} describes {(name.Length > 0 ? Shown.Quote(name) : "a model without a name")}"
                + $"{(missing.Length > 0 ? $" without {string.Join(", ", missing)}" : "")}; known: Stable Diffusion 1.x, 2.x and XL, each with or without inpainting.")
            {
                Fault = missing.Length > 0 && name.StartsWith("StableDiffusion", StringComparison.Ordinal) ? ModelFault.Missing : ModelFault.Unusable,
            };
        }
    }
}
