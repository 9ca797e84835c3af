using Infill.Onnx.Weights;
using Infill.Onnx.Weights.KeyMaps;

namespace Infill.Onnx.Models;

/// <summary>Reads an autoencoder that stands for a model's own.</summary>
internal static class VaeFile
{
    /// <summary>A folder with config.json, a whole diffusers folder (of which the VAE is taken), or a .safetensors file in either naming.</summary>
    /// <param name="path">Folder or file.</param>
    /// <param name="variant">Which files of a folder.</param>
    /// <param name="files">Takes care of what is opened.</param>
    /// <param name="own">The model's own shape: scale and groups, which a file does not say, are taken from it.</param>
    /// <exception cref="ModelException">Missing, broken or not known.</exception>
    public static ModelPart<VaeConfig> Read(string path, WeightVariant variant, OpenFiles files, VaeConfig own)
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
