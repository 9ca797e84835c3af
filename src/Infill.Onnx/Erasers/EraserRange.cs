namespace Infill.Onnx.Erasers;

/// <summary>The numbers between which a network writes its picture.</summary>
internal enum EraserRange
{
    /// <summary>0…1.</summary>
    Unit,

    /// <summary>0…255, as floats or bytes.</summary>
    Byte,

    /// <summary>−1…1.</summary>
    Signed,
}
