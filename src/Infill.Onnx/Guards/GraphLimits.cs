namespace Infill.Onnx.Guards;

/// <summary>How large an ONNX file may be that we did not write. The largest export in use, SDXL's UNet, has a hundredth of each number.</summary>
internal sealed record GraphLimits
{
    /// <summary>Bytes of the graph file itself, default 2,147,483,591: protobuf and arrays end there, larger weights lie beside the graph.</summary>
    public long MostBytes { get; init; } = Array.MaxLength;

    /// <summary>Nodes of the graph and its subgraphs together, default 500,000.</summary>
    public int MostNodes { get; init; } = 500_000;

    /// <summary>Stored tensors of the graph and its subgraphs together, default 200,000.</summary>
    public int MostInitializers { get; init; } = 200_000;

    /// <summary>Graphs within graphs (branches, loops), default 8; types within types are counted alike.</summary>
    public int MostDepth { get; init; } = 8;

    /// <summary>Inputs, or outputs, default 1,000.</summary>
    public int MostPorts { get; init; } = 1_000;

    /// <summary>Files of weights beside the graph, default 64: each is held open.</summary>
    public int MostFiles { get; init; } = 64;
}
