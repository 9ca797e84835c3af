namespace Infill.Onnx.Models;

/// <summary>Checks a whole model: every network's weights against its configuration, and the networks against one another.</summary>
internal static class ModelCheck
{
    /// <summary>Original size, corner of the crop, target size: two numbers each.</summary>
    private const int TimeIds = 6;

    /// <summary>Refuses a model that cannot run, for all reasons at once.</summary>
    /// <exception cref="ModelException">Lists every tensor that is missing or has another shape, and every width that does not fit.</exception>
    public static void Require(SdModel model) => Require(
        model.Path,
        [
            .. Widths(model),
            .. NetworkCheck.Of(model.UNet),
            .. model.TinyVae is null ? NetworkCheck.Of(model.Vae) : NetworkCheck.Of(model.TinyVae),
            .. NetworkCheck.Of(model.TextEncoder),
            .. model.TextEncoder2 is null ? [] : NetworkCheck.Of(model.TextEncoder2),
        ]);

    /// <summary>Refuses a model or a part for all given problems.</summary>
    /// <exception cref="ModelException">There is one.</exception>
    public static void Require(string path, IReadOnlyList<string> problems)
    {
        if (problems.Count > 0)
        {
            throw new ModelException($"{path} cannot be used, for {problems.Count} reason{(problems.Count > 1 ? "s" : "")}:", problems);
        }
    }

    private static IEnumerable<string> Widths(SdModel model)
    {
        UNetConfig unet = model.UNet.Config;
        int latent = model.Vae.Config.LatentChannels;
        if (unet.OutChannels != latent || (unet.InChannels != latent && unet.InChannels != (2 * latent) + 1))
        {
            yield return $"unet: takes {unet.InChannels} channels and gives {unet.OutChannels}; with latents of {latent} channels it must give {latent}, and take {latent} or, for inpainting, {(2 * latent) + 1}";
        }

        int text = model.TextEncoder.Config.Channels + (model.TextEncoder2?.Config.Channels ?? 0);
        if (unet.ContextChannels != text)
        {
            yield return $"unet: attends to texts of {unet.ContextChannels} channels, but the text encoders give {text}";
        }

        if (unet.HasTextTime && unet.AddedChannels - (TimeIds * unet.TimeIdChannels) != model.TextEncoder2?.Config.ProjectionChannels)
        {
            yield return $"unet: expects a pooled text of {unet.AddedChannels - (TimeIds * unet.TimeIdChannels)} channels from text_encoder_2, which gives {model.TextEncoder2?.Config.ProjectionChannels.ToString() ?? "none"}";
        }
    }
}
