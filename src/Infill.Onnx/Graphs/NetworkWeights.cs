namespace Infill.Onnx.Graphs;

/// <summary>The weights of one network on their way into its graph. Collects everything that is missing or misshapen, so that one error can name it all.</summary>
/// <param name="graph">Gets the initializers.</param>
/// <param name="find">Looks a tensor up by its diffusers name; null = not there.</param>
internal sealed class NetworkWeights(GraphBuilder graph, Func<string, StoredTensor?> find)
{
    private const int ListedProblems = 20;

    private readonly Dictionary<string, Value> _loaded = new(StringComparer.Ordinal);
    private readonly List<string> _problems = [];

    /// <summary>The graph.</summary>
    public GraphBuilder Graph => graph;

    /// <summary>The network's outermost scope.</summary>
    public WeightScope Root => new(this, "");

    /// <summary>True if there is such a tensor.</summary>
    public bool Has(string name) => find(name) is not null;

    /// <summary>A whole tensor as float32.</summary>
    /// <param name="name">Diffusers name.</param>
    /// <param name="shape">Shape that the graph gives it. A stored shape that differs by dimensions of 1 only is the same bytes, and is taken.</param>
    public Value Load(string name, ReadOnlySpan<long> shape) => Load(name, shape, 0, 1);

    /// <summary>One of several equal bands of rows of a tensor, as float32: bands lie side by side in the file.</summary>
    /// <param name="name">Diffusers name.</param>
    /// <param name="shape">Shape of the band.</param>
    /// <param name="band">Which band, from 0.</param>
    /// <param name="bands">Number of bands of the whole tensor.</param>
    public Value Load(string name, ReadOnlySpan<long> shape, int band, int bands)
    {
        string key = bands == 1 ? name : $"{name}#{band}";
        if (_loaded.TryGetValue(key, out Value known))
        {
            return known;
        }

        Value value = find(name) is StoredTensor tensor ? Store(key, tensor, shape, band, bands) : Missing(name, shape);
        return _loaded[key] = value;
    }

    /// <summary>Refuses a network of which something is missing.</summary>
    /// <param name="what">The network, for the message.</param>
    /// <exception cref="InvalidDataException">Lists the problems.</exception>
    public void RequireComplete(string what)
    {
        if (_problems.Count > 0)
        {
            string more = _problems.Count > ListedProblems ? $" … and {_problems.Count - ListedProblems} more" : "";
            throw new InvalidDataException($"{what} does not fit its configuration: {string.Join("; ", _problems.Take(ListedProblems))}{more}.");
        }
    }

    private Value Store(string key, StoredTensor tensor, ReadOnlySpan<long> shape, int band, int bands)
    {
        long[] whole = shape.ToArray();
        whole[0] *= bands;
        if (!tensor.Dims.Where(d => d != 1).SequenceEqual(whole.Where(d => d != 1)))
        {
            _problems.Add($"'{key}' is {tensor.ShapeText}, expected [{string.Join(", ", whole)}]");
            return new Value(key);
        }

        long bytes = tensor.ElementBytes;
        foreach (long dim in shape)
        {
            bytes *= dim;
        }

        Value stored = tensor.Part is FilePart part
            ? graph.External(key, tensor.Type, shape, part with { Offset = part.Offset + (band * bytes), Length = bytes })
            : graph.Initializer(key, tensor.Type, shape, tensor.Bytes.Span.Slice((int)(band * bytes), (int)bytes));
        return tensor.Type == ElementType.Float ? stored : graph.Cast(stored, ElementType.Float);
    }

    private Value Missing(string name, ReadOnlySpan<long> shape)
    {
        _problems.Add($"'{name}' [{string.Join(", ", shape.ToArray())}] is missing");
        return new Value(name);
    }
}
