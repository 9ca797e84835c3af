using Infill.Engines;
using Infill.Imaging;
using Infill.Onnx.Models;

namespace Infill.Onnx.StableDiffusion;

/// <summary>What a fill with a model costs, and what it would be refused for, told without loading it.</summary>
internal static class SdForecast
{
    /// <summary>The outer layers that a step cache computes anew, as a share of the whole network.</summary>
    private const double ShallowShare = 0.25;

    /// <summary>Tells it for a region.</summary>
    /// <param name="runtime">The model.</param>
    /// <param name="tile">Size of the region.</param>
    /// <param name="options">What would be asked for.</param>
    /// <exception cref="EngineException">The model cannot do what was asked for.</exception>
    /// <exception cref="ModelException">There is not enough memory.</exception>
    public static EngineCost Of(SdRuntime runtime, PixelSize tile, FillOptions options)
    {
        RunChoice choice = RunChoice.Of(runtime.Model, options);
        SdVariant variant = runtime.Model.Variant;
        PixelSize work = WorkFrame.For(tile, variant.NativeSide, variant.Factor, runtime.SideMultiple).Work;
        bool isTiled = runtime.RequireMemory(work);
        long states = MemoryNeed.States(runtime.Model, work, isTiled);
        long weights = runtime.NeedOf(work, isTiled) - states;
        double? seconds = PassSeconds(runtime, work, choice);
        if (options.Diffusion?.RefineStrength is double strength)
        {
            // Where the second pass lies depends on the mask; its work size never passes the first one's by much.
            seconds += PassSeconds(runtime, work, choice with { Sampling = choice.Sampling with { Strength = strength } });
        }

        return new EngineCost(seconds, weights * CoreSpeed.OpeningSecondsPerByte, weights, states);
    }

    private static double? PassSeconds(SdRuntime runtime, PixelSize work, RunChoice choice)
    {
        SdModel model = runtime.Model;
        RunCount count = RunCount.Of(choice.Plan(), choice.IsLed ? choice.Guidance : null, runtime.StepCache);
        if (model.UNet.Weights is null || (model.TinyVae is null && model.Vae.Weights is null))
        {
            return null;
        }

        var latent = new PixelSize(work.Width / model.Variant.Factor, work.Height / model.Variant.Factor);
        double step = NetworkWork.Of(model.UNet.Weights, latent, model.UNet.Config.BlockChannels.Count)
            + runtime.Controls.Parts.Sum(part => NetworkWork.Of(part.Weights!, latent, part.Config.Down.BlockChannels.Count));
        double codec = model.TinyVae is not null ? 0 : NetworkWork.Of(model.Vae.Weights!, work, model.Vae.Config.BlockChannels.Count);
        return (((count.Whole + (count.Shallow * ShallowShare)) * step) + codec) / CoreSpeed.OperationsPerSecond;
    }
}
