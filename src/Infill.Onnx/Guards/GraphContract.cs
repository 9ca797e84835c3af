namespace Infill.Onnx.Guards;

/// <summary>What a checked ONNX file says of itself.</summary>
internal sealed record GraphContract
{
    /// <summary>What a run must feed; stored tensors that older files list here as well are left out.</summary>
    public required IReadOnlyList<GraphPort> Inputs { get; init; }

    /// <summary>What a run gives.</summary>
    public required IReadOnlyList<GraphPort> Outputs { get; init; }

    /// <summary>Nodes of the graph and its subgraphs.</summary>
    public required int Nodes { get; init; }

    /// <summary>Tensors whose bytes lie in other files.</summary>
    public required IReadOnlyList<ExternalTensor> External { get; init; }
}
