namespace Infill.Onnx.Models;

/// <summary>How a model lies on disk.</summary>
public enum ModelLayout
{
    /// <summary>A folder per network with its configuration and weights (diffusers).</summary>
    DiffusersFolder,

    /// <summary>One .safetensors file in the original (LDM, SGM) naming.</summary>
    SingleFile,

    /// <summary>A folder per network with an ONNX graph (Optimum).</summary>
    OnnxFolder,
}
