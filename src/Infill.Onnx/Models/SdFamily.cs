namespace Infill.Onnx.Models;

/// <summary>The generations of Stable Diffusion that Infill knows.</summary>
public enum SdFamily
{
    /// <summary>1.x: one CLIP text encoder.</summary>
    Sd1,

    /// <summary>2.x: one OpenCLIP text encoder.</summary>
    Sd2,

    /// <summary>XL: both, and the sizes of the picture as conditions.</summary>
    Sdxl,
}
