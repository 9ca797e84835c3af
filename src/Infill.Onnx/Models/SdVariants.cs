namespace Infill.Onnx.Models;

/// <summary>Tells what a model is.</summary>
internal static class SdVariants
{
    /// <summary>From the shapes of its networks, not from names: XL has sizes as conditions, 2.x has OpenCLIP's activation.</summary>
    public static SdVariant Of(SdModel model) => new()
    {
        Family = model.UNet.Config.HasTextTime ? SdFamily.Sdxl
            : model.TextEncoder.Config.Activation == TextActivation.Gelu ? SdFamily.Sd2
            : SdFamily.Sd1,
        InChannels = model.UNet.Config.InChannels,
        LatentChannels = model.Vae.Config.LatentChannels,
        ContextChannels = model.UNet.Config.ContextChannels,
        Factor = model.Vae.Config.Factor,
        NativeSide = model.UNet.Config.SampleSize * model.Vae.Config.Factor,
    };
}
