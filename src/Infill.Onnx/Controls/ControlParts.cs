using Infill.Imaging;
using Infill.Onnx.Models;
using Infill.Onnx.StableDiffusion;
using Infill.Onnx.Weights;

namespace Infill.Onnx.Controls;

/// <summary>The control networks of a model: opened and checked with it, loaded with its networks.</summary>
internal sealed class ControlParts : IDisposable
{
    private readonly List<OpenPart<ControlNetConfig>> _parts = [];

    private ControlParts(IReadOnlyList<ControlSetup> setups) => Setups = setups;

    /// <summary>What was asked for, in order.</summary>
    public IReadOnlyList<ControlSetup> Setups { get; }

    /// <summary>The networks, in the same order.</summary>
    public IEnumerable<ModelPart<ControlNetConfig>> Parts => _parts.Select(part => part.Part);

    /// <summary>Every file behind them.</summary>
    public IEnumerable<WeightFile> Files => _parts.SelectMany(part => part.Files);

    /// <summary>Opens them; nothing but headers and configurations is read.</summary>
    /// <exception cref="ModelException">Missing, broken, of another family than the model, or set up wrongly.</exception>
    public static ControlParts Open(IReadOnlyList<ControlSetup> setups, SdModel model)
    {
        PixelSize[] sizes = [.. setups.Where(s => s.Map is not null).Select(s => s.Map!.Size).Distinct()];
        if (sizes.Length > 1)
        {
            throw new ModelException($"The control maps are {string.Join(" and ", sizes)}; all must have the size of the picture that is filled.");
        }

        var parts = new ControlParts(setups);
        try
        {
            foreach (ControlSetup setup in setups)
            {
                string[] reasons = [.. setup.FindReasons()];
                if (reasons.Length > 0)
                {
                    throw new ModelException(string.Join(Environment.NewLine, reasons));
                }

                parts._parts.Add(ModelFolder.OpenControlNet(setup.Path));
                RequireFit(setup, parts._parts[^1].Part.Config.Down, model);
            }

            return parts;
        }
        catch
        {
            parts.Dispose();
            throw;
        }
    }

    /// <summary>Builds the sessions, in order; the caller owns them.</summary>
    public IReadOnlyList<OnnxModel> Load(SdLoader loader)
    {
        var loaded = new List<OnnxModel>();
        try
        {
            foreach (ModelPart<ControlNetConfig> part in Parts)
            {
                loaded.Add(loader.LoadControl(part));
            }

            return loaded;
        }
        catch
        {
            loaded.ForEach(network => network.Dispose());
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _parts.ForEach(part => part.Dispose());

    private static void RequireFit(ControlSetup setup, UNetConfig control, SdModel model)
    {
        UNetConfig unet = model.UNet.Config;
        if (model.UNet.Weights is null)
        {
            throw new ModelException($"{model.Path} is an ONNX export, whose UNet has no way in for control networks; take the model's safetensors files.");
        }

        if (control.ContextChannels != unet.ContextChannels || !control.BlockChannels.SequenceEqual(unet.BlockChannels) || control.HasTextTime != unet.HasTextTime)
        {
            throw new ModelException(
                $"The control network {setup.Path} is for another family than {model.Path}: text width {control.ContextChannels} and channels {string.Join(", ", control.BlockChannels)}, "
                + $"the model has {unet.ContextChannels} and {string.Join(", ", unet.BlockChannels)}.");
        }
    }
}
