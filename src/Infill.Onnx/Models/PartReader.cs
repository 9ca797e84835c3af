using Infill.Onnx.Weights;
using Infill.Onnx.Weights.KeyMaps;

namespace Infill.Onnx.Models;

/// <summary>Reads single networks of a diffusers folder: configuration and weights.</summary>
/// <param name="root">The model.</param>
/// <param name="variant">Which files of weights.</param>
/// <param name="files">Takes care of what is opened.</param>
internal sealed class PartReader(ModelRoot root, WeightVariant variant, OpenFiles files)
{
    private const string ConfigName = "config.json";

    /// <summary>The denoising network in a folder; "" for the root.</summary>
    public ModelPart<UNetConfig> UNet(string folder) =>
        new("unet", ConfigParser.UNet(JsonFile.Read(root, Path.Combine(folder, ConfigName)), ConfigPath(folder)), Weights(folder, tensor => tensor));

    /// <summary>The autoencoder in a folder.</summary>
    public ModelPart<VaeConfig> Vae(string folder) =>
        new("vae", ConfigParser.Vae(JsonFile.Read(root, Path.Combine(folder, ConfigName)), ConfigPath(folder)), Weights(folder, DiffusersKeys.Vae));

    /// <summary>A small autoencoder in a folder.</summary>
    public ModelPart<TinyVaeConfig> TinyVae(string folder) =>
        new("vae", ConfigParser.TinyVae(JsonFile.Read(root, Path.Combine(folder, ConfigName)), ConfigPath(folder)), Weights(folder, tensor => tensor));

    /// <summary>A control network in a folder.</summary>
    public ModelPart<ControlNetConfig> ControlNet(string folder) =>
        new("controlnet", ConfigParser.ControlNet(JsonFile.Read(root, Path.Combine(folder, ConfigName)), ConfigPath(folder)), Weights(folder, tensor => tensor));

    /// <summary>A text encoder in a folder, which names the part.</summary>
    public ModelPart<TextEncoderConfig> TextEncoder(string folder) =>
        new(folder, ConfigParser.TextEncoder(JsonFile.Read(root, Path.Combine(folder, ConfigName)), ConfigPath(folder)), Weights(folder, DiffusersKeys.TextEncoder));

    private string ConfigPath(string folder) => root.PathOf(Path.Combine(folder, ConfigName));

    private TensorSource Weights(string folder, Func<WeightTensor, WeightTensor?> rename)
    {
        IReadOnlyList<SafetensorsFile> parts = files.Add(WeightFiles.Open(root, folder, variant));
        return new TensorSource(
            root.PathOf(folder),
            parts.SelectMany(file => file.Names.Select(name => rename(file.Find(name)!))).OfType<WeightTensor>());
    }
}
