using System.Text.Json;
using Infill.Onnx.Models;
using Infill.Onnx.Weights;

namespace Infill.Onnx.Store.Lint;

/// <summary>Examines a model without running it.</summary>
public static class ModelLint
{
    private const string Config = "config.json";

    /// <summary>Opens the model as a job would, reads all its weights, and reports. Every reason against it is in the report.</summary>
    /// <param name="path">A folder or file, as <see cref="ModelFolder.Open"/> and its like take it.</param>
    /// <param name="variant">Which weights are looked at where there are several.</param>
    /// <param name="cancellationToken">Ends it between pieces of a file.</param>
    public static LintReport Run(string path, WeightVariant variant = WeightVariant.Any, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        LintReport report;
        try
        {
            report = Look(path, variant, cancellationToken);
        }
        catch (ModelException e)
        {
            report = new LintReport { Path = path, Problems = e.Reasons };
        }

        return report with
        {
            Licence = report.Licence ?? LicenceOf(path),
            Files = Path.Exists(path) ? [.. LintFiles.Hash(path, cancellationToken), .. report.Files] : [],
        };
    }

    private static LintReport Look(string path, WeightVariant variant, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(path))
        {
            return Path.GetExtension(path).Equals(".onnx", StringComparison.OrdinalIgnoreCase) ? GraphLint.Run(path, cancellationToken) : Whole(path, variant, cancellationToken);
        }

        ModelRoot root = ModelRoot.Of(HubSnapshot.Resolve(path));
        bool isPart = root.Has(Config) && !root.Has(DiffusersFolder.IndexName) && !OnnxFolder.IsOne(root);
        return isPart ? Part(root, path, variant, cancellationToken) : Whole(path, variant, cancellationToken);
    }

    private static LintReport Whole(string path, WeightVariant variant, CancellationToken cancellationToken)
    {
        using SdModel model = ModelFolder.Open(path, new ModelOptions { Variant = variant });
        SdVariant kind = model.Variant;
        return new LintReport
        {
            Path = path,
            Kind = $"Stable Diffusion {kind.Family switch { SdFamily.Sdxl => "XL", SdFamily.Sd2 => "2.x", _ => "1.x" }}{(kind.IsInpainting ? ", inpainting" : "")}",
            Layout = model.Layout switch { ModelLayout.OnnxFolder => "ONNX folder", ModelLayout.SingleFile => "single file", _ => "diffusers folder" },
            Channels = kind.InChannels,
            NativeSide = kind.NativeSide,
            Prediction = PredictionOf(model.SchedulerConfig),
            Parts = [WeightCensus.Of(model.UNet), WeightCensus.Of(model.Vae), WeightCensus.Of(model.TextEncoder), .. model.TextEncoder2 is null ? (LintPart[])[] : [WeightCensus.Of(model.TextEncoder2)]],
            Licence = model.Layout == ModelLayout.SingleFile ? NotedLicence(path) : null,
            NanRisks = [.. NanRisks(model)],
            Remarks = model.Remarks,
            Problems =
            [
                .. WeightCensus.Broken(model.UNet, cancellationToken), .. WeightCensus.Broken(model.Vae, cancellationToken), .. WeightCensus.Broken(model.TextEncoder, cancellationToken),
                .. model.TextEncoder2 is null ? [] : WeightCensus.Broken(model.TextEncoder2, cancellationToken),
            ],
        };
    }

    private static LintReport Part(ModelRoot root, string path, WeightVariant variant, CancellationToken cancellationToken)
    {
        JsonElement config = JsonFile.Read(root, Config);
        string name = config.TryGetProperty("_class_name", out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
        return name switch
        {
            "ControlNetModel" => Report(ModelFolder.OpenControlNet(path, variant), "control network"),
            "AutoencoderTiny" => Report(ModelFolder.OpenTinyVae(path, variant), "small autoencoder"),
            "UNet2DConditionModel" => Report(ModelFolder.OpenUNet(path, variant), "denoising network"),
            _ => throw new ModelException($"{root.PathOf(Config)} describes {Shown.Quote(name)}; known parts: ControlNetModel, AutoencoderTiny, UNet2DConditionModel. A whole model has a {DiffusersFolder.IndexName}."),
        };

        LintReport Report<TConfig>(OpenPart<TConfig> open, string kind)
        {
            using (open)
            {
                return new LintReport
                {
                    Path = path,
                    Kind = kind,
                    Layout = "part",
                    Channels = (open.Part.Config as UNetConfig)?.InChannels,
                    Parts = [WeightCensus.Of(open.Part)],
                    Problems = [.. WeightCensus.Broken(open.Part, cancellationToken)],
                };
            }
        }
    }

    // SDXL's VAE has activations beyond 65,504. Its fixed form says force_upcast: false.
    private static IEnumerable<string> NanRisks(SdModel model)
    {
        bool isHalf = model.Vae.Weights?.Tensors.Any(tensor => tensor.Type == TensorType.F16) ?? false;
        if (model.Variant.Family == SdFamily.Sdxl && model.Vae.Config.ForceUpcast)
        {
            yield return isHalf
                ? "vae: stored in half precision, and SDXL's VAE overflows when it is computed in it. Infill computes it in 32 bit; elsewhere upcast it, or take madebyollin/sdxl-vae-fp16-fix."
                : "vae: SDXL's VAE overflows in half precision. Infill computes it in 32 bit; elsewhere keep it so.";
        }
    }

    private static string PredictionOf(string schedulerConfig)
    {
        using JsonDocument config = JsonDocument.Parse(schedulerConfig);
        return config.RootElement.TryGetProperty("prediction_type", out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "epsilon";
    }

    private static string? LicenceOf(string path)
    {
        try
        {
            return CardLicence.Find(Directory.Exists(path) ? HubSnapshot.Resolve(path) : Path.GetDirectoryName(Path.GetFullPath(path))!);
        }
        catch (ModelException)
        {
            // The report says already that no revision of it can be told.
            return null;
        }
    }

    private static string? NotedLicence(string path)
    {
        using SafetensorsFile file = SafetensorsFile.Open(path);
        return file.Notes.TryGetValue("modelspec.license", out string? licence) && licence.Length > 0 ? Shown.Quote(licence).Trim('\'') : null;
    }
}
