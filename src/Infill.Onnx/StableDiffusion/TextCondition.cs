namespace Infill.Onnx.StableDiffusion;

/// <summary>A text as a UNet takes it.</summary>
/// <param name="Context">Tokens, row by row: <paramref name="Tokens"/>×D.</param>
/// <param name="Tokens">Number of tokens: 77, or a multiple for long texts.</param>
/// <param name="Pooled">SDXL: the pooled text; else null.</param>
public sealed record TextCondition(float[] Context, int Tokens, float[]? Pooled = null)
{
    /// <summary>Channels of a token.</summary>
    public int Channels => Context.Length / Tokens;
}
