namespace Infill.Onnx.Models;

/// <summary>Activations of CLIP's text encoders.</summary>
public enum TextActivation
{
    /// <summary>x·σ(1.702x): OpenAI's CLIP.</summary>
    QuickGelu,

    /// <summary>x·Φ(x): OpenCLIP.</summary>
    Gelu,
}
