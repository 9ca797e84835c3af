using Infill.Onnx.Weights;

namespace Infill.Onnx.Models;

/// <summary>One network of a model.</summary>
/// <typeparam name="TConfig">Its configuration.</typeparam>
/// <param name="Name">Its folder's name in a diffusers model: "unet", "vae", "text_encoder", "text_encoder_2"; messages use it.</param>
/// <param name="Config">Its shape.</param>
/// <param name="Weights">Its tensors; null where <see cref="Graphs"/> are.</param>
public sealed record ModelPart<TConfig>(string Name, TConfig Config, TensorSource? Weights)
{
    /// <summary>Ready ONNX graphs, of models that were exported to it; empty otherwise. The VAE has two: encoder, then decoder.
    /// They are regular files inside the model; <c>Guards.GraphGuard</c> has looked at them, and checks them again where a session is built.</summary>
    public IReadOnlyList<WeightFile> Graphs { get; init; } = [];
}
