namespace Infill.Onnx.Store;

/// <summary>How a model is pulled.</summary>
public sealed record PullOptions
{
    /// <summary>Which weights, such as "fp16"; null for the full-precision ones where the model has them. "onnx" takes ready graphs where it has both.</summary>
    public string? Variant { get; init; }

    /// <summary>True forbids the network: the model is found in the cache, or it is not there.</summary>
    public bool IsOffline { get; init; }

    /// <summary>False copies files into the snapshots instead of linking them, as on file systems without links.</summary>
    internal bool UsesLinks { get; init; } = true;
}
