using System.Text.RegularExpressions;
using Infill.Onnx.Weights;

namespace Infill.Onnx.Graphs;

/// <summary>The weights of one network on their way into its graph. Collects everything that is missing or misshapen, so that one error can name it all.</summary>
/// <remarks>Weights in files of one real folder stay where they are: the graph points to them. Others are handed to the session as values.</remarks>
/// <param name="graph">Gets the initializers.</param>
/// <param name="source">The tensors by their diffusers names.</param>
internal sealed partial class NetworkWeights(GraphBuilder graph, TensorSource source)
{
    /// <summary>Values up to this many bytes stand in the graph itself.</summary>
    private const int MostInlineBytes = 64 * 1024;

    private readonly Dictionary<string, Value> _loaded = new(StringComparer.Ordinal);
    private readonly Dictionary<string, WeightTensor> _values = new(StringComparer.Ordinal);
    private readonly List<MissingTensor> _missing = [];
    private readonly List<string> _misshapen = [];

    /// <summary>The graph.</summary>
    public GraphBuilder Graph => graph;

    /// <summary>The network's outermost scope.</summary>
    public WeightScope Root => new(this, "");

    /// <summary>The folder that the graph's file parts lie in, or null if there are none.</summary>
    public string? Folder { get; } = LargestFolder(source);

    /// <summary>What the session must be given beside the graph, by name.</summary>
    public IReadOnlyDictionary<string, WeightTensor> Values => _values;

    /// <summary>Bytes of all weights so far as 32-bit floats, which is what sessions compute with.</summary>
    public long FloatBytes { get; private set; }

    /// <summary>What was asked for and is not there.</summary>
    public IReadOnlyList<MissingTensor> Missing => _missing;

    /// <summary>Everything that was asked for and is missing, or has another shape or kind, so far.</summary>
    public IReadOnlyList<string> Problems =>
        [.. _missing.DistinctBy(m => m.Name).Select(m => $"{m.Name} {Shown.Shape(m.Shape)} is missing"), .. _misshapen];

    /// <summary>True if there is such a tensor.</summary>
    public bool Has(string name) => source.Find(name) is not null;

    /// <summary>True if a layer has a bias, or must have one: a missing bias is a problem where the reference's layer has one.</summary>
    /// <param name="name">Name of the bias.</param>
    public bool HasBias(string name) => Has(name) || !WithoutBias().IsMatch(name);

    /// <summary>A whole tensor as float32.</summary>
    /// <param name="name">Diffusers name.</param>
    /// <param name="shape">Shape that the graph gives it. A stored shape that differs by dimensions of 1 only is the same bytes, and is taken.</param>
    public Value Load(string name, ReadOnlySpan<long> shape) => Load(name, shape, 0, 1);

    /// <summary>One of several equal bands of rows of a tensor, as float32: bands lie one after the other.</summary>
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

        long[] whole = [shape[0] * bands, .. shape[1..]];
        if (source.Find(name) is not WeightTensor tensor)
        {
            _missing.Add(new MissingTensor(name, whole));
        }
        else if (!tensor.Type.IsWeight())
        {
            _misshapen.Add($"{Shown.Quote(name)} holds {tensor.Type}; expected F32, F16 or BF16");
        }
        else if (!tensor.Shape.Where(d => d != 1).SequenceEqual(whole.Where(d => d != 1)))
        {
            _misshapen.Add($"{name} is {tensor.Form}, expected {Shown.Shape(whole)}");
        }
        else
        {
            FloatBytes += whole.Aggregate((long)sizeof(float), (product, d) => product * d) / bands;
            return _loaded[key] = Store(tensor.Band(key, band, bands), shape);
        }

        return _loaded[key] = new Value(key);
    }

    /// <summary>Refuses a network of which something is missing.</summary>
    /// <exception cref="ModelException">Lists the problems.</exception>
    public void RequireComplete()
    {
        if (Problems is { Count: > 0 } problems)
        {
            throw new ModelException($"{source.Title} does not have the weights of its configuration:", problems);
        }
    }

    private Value Store(WeightTensor tensor, ReadOnlySpan<long> shape)
    {
        ElementType type = tensor.Type switch
        {
            TensorType.F16 => ElementType.Float16,
            TensorType.BF16 => ElementType.BFloat16,
            _ => ElementType.Float,
        };
        Value stored = Store(tensor, type, shape);
        return type == ElementType.Float ? stored : graph.Cast(stored, ElementType.Float);
    }

    private Value Store(WeightTensor tensor, ElementType type, ReadOnlySpan<long> shape)
    {
        if (tensor.File is WeightFile file && FolderOf(file) == Folder)
        {
            return graph.External(tensor.Name, type, shape, new FilePart(Path.GetFileName(file.RealFile), tensor.Offset, tensor.Length));
        }

        if (tensor.Length <= MostInlineBytes || Stand(tensor.Length) is not FilePart stand)
        {
            return graph.Initializer(tensor.Name, type, shape, tensor.Bytes);
        }

        _values[tensor.Name] = tensor.Shaped(shape);
        return graph.External(tensor.Name, type, shape, stand);
    }

    // The session takes a value only in place of an initializer, and checks that one's file although it never reads it.
    private FilePart? Stand(long length) =>
        source.Files.FirstOrDefault(f => FolderOf(f) == Folder && f.Length >= length) is WeightFile file
            ? new FilePart(Path.GetFileName(file.RealFile), 0, length)
            : null;

    private static string? LargestFolder(TensorSource source) => source.Tensors
        .Where(t => t.File is not null)
        .GroupBy(t => FolderOf(t.File!))
        .MaxBy(folder => folder.Sum(t => t.Length))?.Key;

    private static string FolderOf(WeightFile file) => Path.GetDirectoryName(file.RealFile)!;

    /// <summary>Attention over text and pixels, the text's projection, the guidance of consistency models, changes of size in the small VAE.</summary>
    [GeneratedRegex(@"\.attn[12]\.to_[qkv]\.bias$|^text_projection\.bias$|^time_embedding\.cond_proj\.bias$|^(?:encoder|decoder)\.layers\.[0-9]+\.bias$")]
    private static partial Regex WithoutBias();
}
