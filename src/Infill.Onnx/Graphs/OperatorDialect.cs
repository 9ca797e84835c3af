namespace Infill.Onnx.Graphs;

/// <summary>Which operators a graph may use.</summary>
public enum OperatorDialect
{
    /// <summary>Those of ONNX Runtime too (domain com.microsoft): fused attention, skip-normalisation and activations. Fastest where the provider has them.</summary>
    Fused,

    /// <summary>Those of the ONNX standard only: runs in any runtime.</summary>
    Plain,
}
