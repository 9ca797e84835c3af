namespace Infill.Onnx.Models;

/// <summary>Which of several sets of files with the same weights is taken.</summary>
public enum WeightVariant
{
    /// <summary>The full-precision files where they are there, else those of half precision, else any other.</summary>
    Any,

    /// <summary>Files without a variant in their names, which usually hold 32-bit floats.</summary>
    Full,

    /// <summary>Files with <c>fp16</c> in their names.</summary>
    Half,

    /// <summary>Files with <c>bf16</c> in their names.</summary>
    BrainHalf,
}
