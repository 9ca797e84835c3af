using Infill.Onnx.Weights;

namespace Infill.Onnx.Models;

/// <summary>A whole model of the Stable Diffusion family, found, opened and checked, whatever form it lies in.</summary>
/// <remarks>Owns the open files: dispose it after the sessions that point into them.</remarks>
public sealed record SdModel : IDisposable
{
    /// <summary>As the user named it.</summary>
    public required string Path { get; init; }

    /// <summary>The form that it lies in.</summary>
    public required ModelLayout Layout { get; init; }

    /// <summary>What it is, told from the shapes of its networks.</summary>
    public SdVariant Variant => SdVariants.Of(this);

    /// <summary>The denoising network.</summary>
    public required ModelPart<UNetConfig> UNet { get; init; }

    /// <summary>The autoencoder.</summary>
    public required ModelPart<VaeConfig> Vae { get; init; }

    /// <summary>A small autoencoder that is run in place of <see cref="Vae"/>, whose shape it shares; null (default) for none.</summary>
    public ModelPart<TinyVaeConfig>? TinyVae { get; init; }

    /// <summary>The text encoder; SDXL's first.</summary>
    public required ModelPart<TextEncoderConfig> TextEncoder { get; init; }

    /// <summary>SDXL's second text encoder; null in other families.</summary>
    public ModelPart<TextEncoderConfig>? TextEncoder2 { get; init; }

    /// <summary>Vocabulary for <see cref="TextEncoder"/>, as bytes that are not parsed yet.</summary>
    public required TokenizerFiles Tokenizer { get; init; }

    /// <summary>Vocabulary for <see cref="TextEncoder2"/>; it may pad with another token. Null in other families.</summary>
    public TokenizerFiles? Tokenizer2 { get; init; }

    /// <summary>Text of <c>scheduler_config.json</c>: an object; made up for single files.</summary>
    public required string SchedulerConfig { get; init; }

    /// <summary>True if an empty negative prompt stands for zeros instead of its encoding (<c>force_zeros_for_empty_prompt</c>, SDXL).</summary>
    public bool ZerosForEmptyPrompt { get; init; }

    /// <summary>What could be told only by custom, such as the prediction of a single file, and what was left out; sentences for reports.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>The files behind all weights, each once.</summary>
    internal IReadOnlyList<WeightFile> Files { get; init; } = [];

    /// <summary>Refuses a model that cannot do what it is asked for.</summary>
    /// <param name="channels">Channels that the UNet must take: 9 for a model that was trained to inpaint, 4 for one that was not.</param>
    /// <exception cref="ModelException">It takes others.</exception>
    public void RequireChannels(int channels)
    {
        if (UNet.Config.InChannels != channels)
        {
            throw new ModelException(
                $"{Path} takes {UNet.Config.InChannels} channels, but {channels} were asked for: "
                + (Variant.IsInpainting ? "it was trained to inpaint and needs mask and masked picture beside the latents." : "it was not trained to inpaint; choose an inpainting model, or let this one blend latents."))
            {
                Fault = ModelFault.Unfit,
            };
        }
    }

    /// <summary>Compares every file with what it was when it was opened: call it when the sessions are built.</summary>
    /// <exception cref="ModelException">One was changed, replaced or removed.</exception>
    public void RequireUnchanged()
    {
        foreach (WeightFile file in Files)
        {
            file.RequireUnchanged();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (WeightFile file in Files)
        {
            file.Dispose();
        }
    }
}
