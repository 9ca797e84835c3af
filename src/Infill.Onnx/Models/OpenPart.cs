using Infill.Onnx.Weights;

namespace Infill.Onnx.Models;

/// <summary>A network that was opened on its own: a control network, a small autoencoder, another UNet.</summary>
/// <typeparam name="TConfig">Its configuration.</typeparam>
/// <param name="Part">The network; its tensors lie in the files until this is disposed.</param>
public sealed record OpenPart<TConfig>(ModelPart<TConfig> Part) : IDisposable
{
    /// <summary>The files behind the weights.</summary>
    internal IReadOnlyList<WeightFile> Files { get; init; } = [];

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (WeightFile file in Files)
        {
            file.Dispose();
        }
    }
}
