using Infill.Onnx.Sessions;
using Infill.Onnx.Weights;

namespace Infill.Onnx;

/// <summary>How a session runs.</summary>
public sealed record OnnxOptions
{
    /// <summary>Threads inside an operator, 0 = one per core.</summary>
    public int Threads { get; init; }

    /// <summary>Where the network is computed; the processor takes over what another device cannot do.</summary>
    public OnnxDevice Device { get; init; }

    /// <summary>Real folder of the files that hold the graph's weights, or null if the graph holds them itself.</summary>
    public string? WeightsFolder { get; init; }

    /// <summary>Weights that are in no file, by the names of the initializers that they stand for.</summary>
    internal IReadOnlyDictionary<string, WeightTensor> Values { get; init; } = new Dictionary<string, WeightTensor>();

    /// <summary>Where optimised networks are kept from one process to the next; null (default) keeps none. Only networks that lie in files as a whole are kept.</summary>
    public SessionCacheOptions? Cache { get; init; }

    /// <summary>File to which the optimised graph is written while the session is built, its weights into <c>weights.bin</c> beside it; or null.</summary>
    public string? OptimizedPath { get; init; }

    /// <summary>True if the graph is one that was optimised before.</summary>
    public bool IsOptimized { get; init; }
}
