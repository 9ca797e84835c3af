using Infill.Engines;
using Infill.Tiles;

namespace Infill.Onnx.StableDiffusion;

/// <summary>Fills with a model of the Stable Diffusion family, led by a text.</summary>
/// <remarks>Rombach et al. 2022. The tile is brought to the model's native area, whatever its aspect, and back; models that were not trained to inpaint
/// are held to the kept pixels in their clean estimate, soft masks by differential diffusion. Noise is PyTorch's for the seed.</remarks>
/// <param name="runtime">The model; not owned, and shared with other engines.</param>
public sealed class SdEngine(SdRuntime runtime) : IInpaintEngine
{
    /// <inheritdoc/>
    public EngineInfo Info => runtime.Info;

    /// <inheritdoc/>
    /// <exception cref="EngineException">The model cannot do what was asked for, or gave values that are no numbers.</exception>
    /// <exception cref="ModelException">There is not enough memory, or the model's files were changed.</exception>
    public EngineFill Fill(Tile tile, FillOptions options, IProgress<EngineProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tile);
        ArgumentNullException.ThrowIfNull(options);
        cancellationToken.ThrowIfCancellationRequested();
        return new SdFill(runtime, tile, options).Run(progress, cancellationToken);
    }

    /// <summary>Nothing to release: the networks are the runtime's.</summary>
    public void Dispose()
    {
    }
}
