namespace Infill.Onnx.StableDiffusion;

/// <summary>As much of a prompt as a text encoder takes at once.</summary>
/// <param name="Tokens">Numbers of exactly 77 tokens: start, up to 75 of the prompt, end, filling.</param>
/// <param name="Weights">The weight of each; 1 for start, end and filling.</param>
public sealed record TokenChunk(IReadOnlyList<int> Tokens, IReadOnlyList<float> Weights);
