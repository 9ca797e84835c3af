namespace Infill.Onnx.Weights.KeyMaps;

/// <summary>A whole model in one file, in the naming of the original code (LDM for 1.x and 2.x, SGM for XL).</summary>
/// <param name="file">The open file.</param>
internal sealed class LdmCheckpoint(SafetensorsFile file)
{
    private const string UNetPrefix = "model.diffusion_model.";
    private const string VaePrefix = "first_stage_model.";
    private const string ClipPrefix = "cond_stage_model.transformer.";
    private const string OpenClipPrefix = "cond_stage_model.model.";
    private const string XlClipPrefix = "conditioner.embedders.0.transformer.";
    private const string XlOpenClipPrefix = "conditioner.embedders.1.model.";

    /// <summary>True if it has a denoising network of the known kind.</summary>
    public bool HasUNet => Has($"{UNetPrefix}input_blocks.0.0.weight");

    /// <summary>True if it has an autoencoder.</summary>
    public bool HasVae => Has($"{VaePrefix}decoder.conv_in.weight");

    /// <summary>Prefix of the CLIP text encoder; null if there is none.</summary>
    public string? Clip => First("embeddings.position_embedding.weight", ClipPrefix, $"{ClipPrefix}text_model.", XlClipPrefix, $"{XlClipPrefix}text_model.");

    /// <summary>Prefix of the OpenCLIP text encoder; null if there is none.</summary>
    public string? OpenClip => First("positional_embedding", OpenClipPrefix, XlOpenClipPrefix);

    /// <summary>True if the file has a tensor of that name.</summary>
    public bool Has(string name) => file.Find(name) is not null;

    /// <summary>The UNet under diffusers' names.</summary>
    /// <param name="unknown">Gets the names that have no counterpart.</param>
    public TensorSource UNet(List<string> unknown)
    {
        UNetNames names = UNetNames.Detect(name => Has(UNetPrefix + name));
        var tensors = new List<WeightTensor>();
        foreach (WeightTensor tensor in Scope(UNetPrefix))
        {
            if (names.ToDiffusers(tensor.Name) is string name)
            {
                tensors.Add(tensor.Named(name));
            }
            else
            {
                unknown.Add(tensor.Name);
            }
        }

        return Source("unet", tensors);
    }

    /// <summary>The autoencoder under diffusers' names.</summary>
    public TensorSource Vae() => Vae(VaePrefix);

    /// <summary>An autoencoder that is alone in the file, with or without the prefix.</summary>
    public TensorSource LoneVae() => Vae(HasVae ? VaePrefix : "");

    /// <summary>The CLIP text encoder.</summary>
    public TensorSource ClipText(string part, string prefix) => Source(part, Scope(prefix).Select(DiffusersKeys.TextEncoder).OfType<WeightTensor>());

    /// <summary>The OpenCLIP text encoder.</summary>
    /// <param name="part">Name of the part.</param>
    /// <param name="prefix">See <see cref="OpenClip"/>.</param>
    /// <param name="mostLayers">Layers beyond these are left out.</param>
    public TensorSource OpenClipText(string part, string prefix, int mostLayers) =>
        Source(part, Scope(prefix).SelectMany(tensor => OpenClipNames.ToDiffusers(tensor, mostLayers)));

    /// <summary>What a key outside the networks says, such as <c>global_step</c>; null if it is not there or no single whole number.</summary>
    public long? Number(string name) => file.Find(name) is { Count: 1, Type: TensorType.I64 or TensorType.I32 } tensor ? (long)TensorValues.ToFloats(tensor)[0] : null;

    /// <summary>What the maker of the file noted under that name; null if nothing.</summary>
    public string? Note(string name) => file.Notes.GetValueOrDefault(name);

    private TensorSource Vae(string prefix)
    {
        int levels = VaeNames.Levels(name => Has(prefix + name));
        return Source("vae", Scope(prefix).Select(tensor => VaeNames.ToDiffusers(tensor, levels)).OfType<WeightTensor>());
    }

    private TensorSource Source(string part, IEnumerable<WeightTensor> tensors) => new($"{file.File.Path}: {part}", tensors);

    private IEnumerable<WeightTensor> Scope(string prefix) =>
        file.Names.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Select(name => file.Find(name)!.Named(name[prefix.Length..]));

    // The longest prefix that fits wins: "transformer.text_model." before "transformer.".
    private string? First(string name, params ReadOnlySpan<string> prefixes)
    {
        string? found = null;
        foreach (string prefix in prefixes)
        {
            found = Has(prefix + name) ? prefix : found;
        }

        return found;
    }
}
