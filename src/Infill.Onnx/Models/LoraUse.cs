namespace Infill.Onnx.Models;

/// <summary>A LoRA and how strongly it is applied.</summary>
/// <param name="Path">A .safetensors file in kohya's, PEFT's or diffusers' naming.</param>
/// <param name="Weight">1 = as its maker meant it; 0 = not at all; negative turns it round.</param>
public sealed record LoraUse(string Path, float Weight = 1f);
