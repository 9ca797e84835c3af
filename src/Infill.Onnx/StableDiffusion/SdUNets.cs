namespace Infill.Onnx.StableDiffusion;

/// <summary>What denoises: the UNet, and what runs beside it.</summary>
/// <param name="Whole">The denoising network; owned.</param>
internal sealed record SdUNets(OnnxModel Whole) : IDisposable
{
    /// <summary>Control networks, in the order of their setups; owned.</summary>
    public IReadOnlyList<OnnxModel> Controls { get; init; } = [];

    /// <summary>The UNet's outer layers, for runs with a step cache; null for exact runs. Owned.</summary>
    public ShallowUNet? Shallow { get; init; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Whole.Dispose();
        Shallow?.Network.Dispose();
        foreach (OnnxModel control in Controls)
        {
            control.Dispose();
        }
    }
}
