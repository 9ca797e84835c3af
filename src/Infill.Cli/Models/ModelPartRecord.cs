namespace Infill.Cli.Models;

/// <summary>One network of a model.</summary>
/// <param name="Name">"unet", "vae", "text_encoder", "text_encoder_2", "controlnet".</param>
/// <param name="Precision">Kinds of its weights, the most frequent first: "F16", "F32 and F16", "BF16"; "ONNX" for a ready graph.</param>
/// <param name="Tensors">Number of tensors; 0 for a ready graph.</param>
/// <param name="Parameters">Number of weights; 0 for a ready graph.</param>
internal sealed record ModelPartRecord(string Name, string Precision, int Tensors, long Parameters);
