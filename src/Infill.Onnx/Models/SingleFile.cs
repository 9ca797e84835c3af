using Infill.Onnx.Weights;
using Infill.Onnx.Weights.KeyMaps;

namespace Infill.Onnx.Models;

/// <summary>Reads a whole model that lies in one .safetensors file, and finds out from its tensors what it is.</summary>
internal static class SingleFile
{
    /// <summary>Steps after which SD 2's base model, the only 4-channel one that predicts noise, was saved. The reference goes by it, too.</summary>
    private const long BaseSteps = 875_000;

    private const int VSampleSize = 96;

    /// <summary>Opens the model.</summary>
    /// <exception cref="ModelException">Something is missing, broken or not known; all missing tensors are listed.</exception>
    public static SdModel Open(string path, ModelOptions options)
    {
        using var files = new OpenFiles();
        SafetensorsFile file = SafetensorsFile.Open(path);
        files.Add([file]);
        var checkpoint = new LdmCheckpoint(file);
        SdFamily family = Family(path, checkpoint, options);
        var remarks = new List<string>();
        SdModel model = options.ConfigFolder is null
            ? Synthesised(path, checkpoint, SdDefaults.Of(family), remarks)
            : Configured(path, checkpoint, SdDefaults.Of(family), ModelRoot.Of(HubSnapshot.Resolve(options.ConfigFolder)));
        model = VaeFile.Exchange(model, options, files);
        remarks.AddRange(Unknown(checkpoint));
        RequireUsual(model, options);
        ModelCheck.Require(model);
        return model with { Remarks = remarks, Files = files.HandOver() };
    }

    private static SdFamily Family(string path, LdmCheckpoint checkpoint, ModelOptions options)
    {
        if (!checkpoint.HasUNet)
        {
            throw new ModelException($"{path} holds no denoising network in the original naming; known: Stable Diffusion 1.x, 2.x and XL as one file, each with or without inpainting.");
        }

        string[] missing = [.. new (bool IsThere, string Name)[] { (checkpoint.HasVae || options.Vae is not null, "an autoencoder"), ((checkpoint.Clip ?? checkpoint.OpenClip) is not null, "a text encoder") }.Where(p => !p.IsThere).Select(p => p.Name)];
        return missing.Length > 0
            ? throw new ModelException($"{path} holds a denoising network without {string.Join(" and ", missing)}; take the whole model's file.") { Fault = ModelFault.Missing }
            : (checkpoint.Clip, checkpoint.OpenClip) switch
            {
                (not null, not null) => SdFamily.Sdxl,
                (null, not null) => SdFamily.Sd2,
                _ => SdFamily.Sd1,
            };
    }

    private static SdModel Synthesised(string path, LdmCheckpoint checkpoint, SdDefaults defaults, List<string> remarks)
    {
        (TensorSource first, TensorSource? second) = Texts(checkpoint, defaults, null);
        TextActivation activation = checkpoint.Clip is null ? TextActivation.Gelu : TextActivation.QuickGelu;
        TextEncoderConfig? secondConfig = second is null ? null : ConfigSynthesis.TextEncoder(second, TextActivation.Gelu, hasProjection: true);
        TensorSource weights = checkpoint.UNet([]);
        UNetConfig unet = ConfigSynthesis.UNet(weights, defaults, secondConfig?.ProjectionChannels ?? 0);
        bool isV = Prediction(checkpoint, defaults.Family, unet.InChannels, remarks) == "v_prediction";
        var template = new VaeConfig { BlockChannels = [], LayersPerBlock = 1, ScalingFactor = defaults.ScalingFactor };
        return new SdModel
        {
            Path = path,
            Layout = ModelLayout.SingleFile,
            UNet = new ModelPart<UNetConfig>("unet", defaults.Family == SdFamily.Sd2 && isV ? unet with { SampleSize = VSampleSize } : unet, weights),
            Vae = Vae(checkpoint, source => ConfigSynthesis.Vae(source, template), template),
            TextEncoder = new ModelPart<TextEncoderConfig>("text_encoder", ConfigSynthesis.TextEncoder(first, activation, hasProjection: false), first),
            TextEncoder2 = second is null ? null : new ModelPart<TextEncoderConfig>("text_encoder_2", secondConfig!, second),
            Tokenizer = Original(defaults.PadTokens[0]),
            Tokenizer2 = second is null ? null : Original(defaults.PadTokens[1]),
            SchedulerConfig = defaults.SchedulerConfig(isV ? "v_prediction" : "epsilon", checkpoint.Has("ztsnr")),
            ZerosForEmptyPrompt = defaults.ZerosForEmptyPrompt,
        };
    }

    private static SdModel Configured(string path, LdmCheckpoint checkpoint, SdDefaults defaults, ModelRoot root)
    {
        var configs = new ConfigFolder(root);
        bool hasSecond = checkpoint.Clip is not null && checkpoint.OpenClip is not null;
        TextEncoderConfig text = configs.TextEncoder("text_encoder");
        (TensorSource first, TensorSource? second) = Texts(checkpoint, defaults, text.Layers);
        VaeConfig vae = configs.Vae();
        return new SdModel
        {
            Path = path,
            Layout = ModelLayout.SingleFile,
            UNet = new ModelPart<UNetConfig>("unet", configs.UNet(), checkpoint.UNet([])),
            Vae = Vae(checkpoint, _ => vae, vae),
            TextEncoder = new ModelPart<TextEncoderConfig>("text_encoder", text, first),
            TextEncoder2 = hasSecond ? new ModelPart<TextEncoderConfig>("text_encoder_2", configs.TextEncoder("text_encoder_2"), second) : null,
            Tokenizer = TokenizerReader.Read(root, "tokenizer"),
            Tokenizer2 = hasSecond ? TokenizerReader.Read(root, "tokenizer_2") : null,
            SchedulerConfig = configs.Scheduler(),
            ZerosForEmptyPrompt = configs.ZerosForEmptyPrompt(),
        };
    }

    // A file may lack its autoencoder if another one was named; its place is then taken.
    private static ModelPart<VaeConfig> Vae(LdmCheckpoint checkpoint, Func<TensorSource, VaeConfig> config, VaeConfig otherwise)
    {
        TensorSource? weights = checkpoint.HasVae ? checkpoint.Vae() : null;
        return new ModelPart<VaeConfig>("vae", weights is null ? otherwise : config(weights), weights);
    }

    private static (TensorSource First, TensorSource? Second) Texts(LdmCheckpoint checkpoint, SdDefaults defaults, int? layers) => (checkpoint.Clip, checkpoint.OpenClip) switch
    {
        (string clip, string open) => (checkpoint.ClipText("text_encoder", clip), checkpoint.OpenClipText("text_encoder_2", open, int.MaxValue)),
        (string clip, null) => (checkpoint.ClipText("text_encoder", clip), null),
        _ => (checkpoint.OpenClipText("text_encoder", checkpoint.OpenClip!, layers ?? defaults.MostTextLayers), null),
    };

    private static string Prediction(LdmCheckpoint checkpoint, SdFamily family, int channels, List<string> remarks)
    {
        if (checkpoint.Has("v_pred") || checkpoint.Note("modelspec.prediction_type") is "v" or "v_prediction")
        {
            return "v_prediction";
        }

        if (family != SdFamily.Sd2 || channels > 4 || checkpoint.Note("modelspec.prediction_type") == "epsilon")
        {
            return "epsilon";
        }

        bool isBase = checkpoint.Number("global_step") == BaseSteps;
        remarks.Add($"The file does not say what it predicts; {(isBase ? "noise (SD 2 base, by its number of training steps)" : "v (SD 2 at 768 pixels)")} is assumed, as the reference does.");
        return isBase ? "epsilon" : "v_prediction";
    }

    private static IEnumerable<string> Unknown(LdmCheckpoint checkpoint)
    {
        var unknown = new List<string>();
        checkpoint.UNet(unknown);
        return unknown.Count == 0 ? [] : [$"{unknown.Count} tensors of the denoising network are not known and were left out, such as {Shown.Quote(unknown[0])}."];
    }

    // Shapes do not show groups and heads: a network of other proportions than the published ones needs its configuration.
    private static void RequireUsual(SdModel model, ModelOptions options)
    {
        UNetConfig unet = model.UNet.Config;
        bool fits = unet.BlockChannels.Concat(model.Vae.Config.BlockChannels).All(c => c % unet.Groups == 0)
            && unet.BlockChannels.Zip(unet.Heads).All(level => level.First % level.Second == 0);
        if (options.ConfigFolder is null && !fits)
        {
            throw new ModelException(
                $"{model.Path} has blocks of {string.Join(", ", unet.BlockChannels)} channels, unlike every published model, so heads and groups cannot be told; name a folder with its configurations.");
        }

        if (model.Layout == ModelLayout.SingleFile && !unet.HasTextTime && model.UNet.Weights!.Find("add_embedding.linear_1.weight") is not null)
        {
            throw new ModelException($"{model.Path} takes picture embeddings as a condition (unCLIP); known: Stable Diffusion 1.x, 2.x and XL.");
        }
    }

    private static TokenizerFiles Original(string padToken) => new() { PadToken = padToken, Path = "The built-in vocabulary" };
}
