using Infill.Onnx.Weights;

namespace Infill.Onnx.Models;

/// <summary>Reads an autoencoder that stands for a model's own.</summary>
internal static class VaeFile
{
    /// <summary>A folder with config.json (or a whole diffusers folder, of which the VAE is taken).</summary>
    /// <exception cref="ModelException">Missing, broken or not known.</exception>
    public static ModelPart<VaeConfig> Read(string path, WeightVariant variant, OpenFiles files)
    {
        ModelRoot root = ModelRoot.Of(path);
        return new PartReader(root, variant, files).Vae(root.Has(DiffusersFolder.IndexName) ? "vae" : "");
    }
}
