namespace Infill.Onnx;

/// <summary>Why a model cannot be used; the command line answers each with its own exit code.</summary>
public enum ModelFault
{
    /// <summary>The files are broken, hostile, incomplete or of an architecture that is not known.</summary>
    Unusable,

    /// <summary>A file or folder is not there.</summary>
    Missing,

    /// <summary>The files may be sound, but are larger than a limit allows.</summary>
    Limit,

    /// <summary>The model is sound, but cannot do what was asked of it.</summary>
    Unfit,
}
