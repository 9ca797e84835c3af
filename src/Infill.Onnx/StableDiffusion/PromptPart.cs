namespace Infill.Onnx.StableDiffusion;

/// <summary>A stretch of a prompt and how much the picture is to heed it.</summary>
/// <param name="Text">The words, without the signs that weigh them.</param>
/// <param name="Weight">1 = as usual; from −100 to 100.</param>
public sealed record PromptPart(string Text, float Weight);
