using System.Text.Json;
using Infill.Onnx.Weights;
using Infill.Onnx.Weights.KeyMaps;

namespace Infill.Onnx.Models;

/// <summary>Reads an autoencoder that stands for a model's own.</summary>
internal static class VaeFile
{
    private const string Config = "config.json";

    /// <summary>The published widths, for a file that brings no autoencoder of its own.</summary>
    private static readonly int[] UsualChannels = [128, 256, 512, 512];

    /// <summary>The model with another autoencoder: a folder with config.json, a whole diffusers folder (of which the VAE is taken), or a .safetensors file
    /// in either naming. A small one is run in place of the model's own, which still says what latents are.</summary>
    /// <param name="model">The model, its files not handed over yet.</param>
    /// <param name="options">Path of the autoencoder, and which files of a folder; without a path the model comes back as it is.</param>
    /// <param name="files">Takes care of what is opened.</param>
    /// <exception cref="ModelException">Missing, broken or not known, or of other latents than the model's.</exception>
    public static SdModel Exchange(SdModel model, ModelOptions options, OpenFiles files)
    {
        if (options.Vae is not string path)
        {
            return model;
        }

        VaeConfig own = model.Vae.Config.BlockChannels.Count > 0 ? model.Vae.Config : model.Vae.Config with { BlockChannels = UsualChannels };
        if (!IsTiny(path))
        {
            return model with { Vae = Read(path, options.Variant, files, own) };
        }

        ModelPart<TinyVaeConfig> tiny = new PartReader(ModelRoot.Of(HubSnapshot.Resolve(path)), options.Variant, files).TinyVae("");
        int factor = 1 << (tiny.Config.EncoderChannels.Count - 1);
        return factor == own.Factor && tiny.Config.LatentChannels == own.LatentChannels
            ? model with { TinyVae = tiny, Vae = model.Vae with { Config = own } }
            : throw new ModelException(
                $"{path} makes latents of {tiny.Config.LatentChannels} channels and 1/{factor} of the picture's sides; {model.Path} needs {own.LatentChannels} and 1/{own.Factor}. Take the small autoencoder of its family.")
            {
                Fault = ModelFault.Unfit,
            };
    }

    private static bool IsTiny(string path) => Directory.Exists(path)
        && ModelRoot.Of(HubSnapshot.Resolve(path)) is ModelRoot root && root.Has(Config) && !root.Has(DiffusersFolder.IndexName)
        && JsonFile.Read(root, Config).TryGetProperty("_class_name", out JsonElement name) && name.ValueEquals("AutoencoderTiny");

    private static ModelPart<VaeConfig> Read(string path, WeightVariant variant, OpenFiles files, VaeConfig own)
    {
        if (Directory.Exists(path))
        {
            ModelRoot root = ModelRoot.Of(HubSnapshot.Resolve(path));
            return new PartReader(root, variant, files).Vae(root.Has(DiffusersFolder.IndexName) ? "vae" : "");
        }

        SafetensorsFile file = files.Add([SafetensorsFile.Open(path)])[0];
        TensorSource weights = file.Find("decoder.up_blocks.0.resnets.0.conv1.weight") is null
            ? new LdmCheckpoint(file).LoneVae()
            : new TensorSource(path, file.Names.Select(name => DiffusersKeys.Vae(file.Find(name)!)));
        return new ModelPart<VaeConfig>("vae", ConfigSynthesis.Vae(weights, own), weights);
    }
}
