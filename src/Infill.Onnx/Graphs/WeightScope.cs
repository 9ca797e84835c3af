namespace Infill.Onnx.Graphs;

/// <summary>A part of a network: the prefix of its tensors' names.</summary>
/// <param name="Weights">The network's weights.</param>
/// <param name="Prefix">"" or a name that ends with a dot.</param>
internal readonly record struct WeightScope(NetworkWeights Weights, string Prefix)
{
    /// <summary>The graph.</summary>
    public GraphBuilder Graph => Weights.Graph;

    /// <summary>A part of this part: <c>scope["resnets.0"]</c>.</summary>
    public WeightScope this[string child] => new(Weights, $"{Prefix}{child}.");

    /// <summary>True if the part has such a tensor.</summary>
    public bool Has(string name) => Weights.Has(Prefix + name);

    /// <summary>A tensor of this part, as float32.</summary>
    public Value Load(string name, params ReadOnlySpan<long> shape) => Weights.Load(Prefix + name, shape);

    /// <summary>A band of rows of a tensor of this part.</summary>
    public Value LoadBand(string name, int band, int bands, params ReadOnlySpan<long> shape) => Weights.Load(Prefix + name, shape, band, bands);

    /// <summary>True if this part has a bias, or must have one.</summary>
    public bool HasBias => Weights.HasBias($"{Prefix}bias");

    /// <summary>The bias of this part, or nothing if it has none.</summary>
    public Value OptionalBias(long length) => HasBias ? Load("bias", length) : Value.None;
}
