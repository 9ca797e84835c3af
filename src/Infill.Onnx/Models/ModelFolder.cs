using Infill.Onnx.Weights;

namespace Infill.Onnx.Models;

/// <summary>Opens models from paths: a diffusers folder, a single .safetensors file, an ONNX export, a model or snapshot of the Hugging Face cache.</summary>
/// <remarks>Nothing but headers and configurations is read; every network's tensors are known to be there and to fit.</remarks>
public static class ModelFolder
{
    /// <summary>Opens a whole model.</summary>
    /// <param name="path">A folder, or a .safetensors file.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="ModelException">Missing, broken, incomplete (all missing tensors are listed) or of a family that is not known.</exception>
    public static SdModel Open(string path, ModelOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        options ??= new ModelOptions();
        if (!Directory.Exists(path))
        {
            return SingleFile.Open(path, options);
        }

        ModelRoot root = ModelRoot.Of(HubSnapshot.Resolve(path));
        return OnnxFolder.IsOne(root) ? OnnxFolder.Open(root) : DiffusersFolder.Open(root, options);
    }

    /// <summary>Opens a control network's folder.</summary>
    /// <exception cref="ModelException">Missing, broken, incomplete or not known.</exception>
    public static OpenPart<ControlNetConfig> OpenControlNet(string path, WeightVariant variant = WeightVariant.Any) =>
        OpenPart(path, variant, reader => reader.ControlNet(""), NetworkCheck.Of);

    /// <summary>Opens a small autoencoder's folder (TAESD).</summary>
    /// <exception cref="ModelException">Missing, broken, incomplete or not known.</exception>
    public static OpenPart<TinyVaeConfig> OpenTinyVae(string path, WeightVariant variant = WeightVariant.Any) =>
        OpenPart(path, variant, reader => reader.TinyVae(""), NetworkCheck.Of);

    /// <summary>Opens a UNet's folder, such as that of a consistency model, which stands for a model's own UNet.</summary>
    /// <exception cref="ModelException">Missing, broken, incomplete or not known.</exception>
    public static OpenPart<UNetConfig> OpenUNet(string path, WeightVariant variant = WeightVariant.Any) =>
        OpenPart(path, variant, reader => reader.UNet(""), NetworkCheck.Of);

    private static OpenPart<TConfig> OpenPart<TConfig>(
        string path, WeightVariant variant, Func<PartReader, ModelPart<TConfig>> read, Func<ModelPart<TConfig>, IReadOnlyList<string>> check)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        using var files = new OpenFiles();
        ModelPart<TConfig> part = read(new PartReader(ModelRoot.Of(HubSnapshot.Resolve(path)), variant, files));
        ModelCheck.Require(path, check(part));
        return new OpenPart<TConfig>(part) { Files = files.HandOver() };
    }
}
