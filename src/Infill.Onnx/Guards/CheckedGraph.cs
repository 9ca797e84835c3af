using Infill.Imaging;
using Infill.Onnx.Weights;

namespace Infill.Onnx.Guards;

/// <summary>An ONNX file that we did not write and that was checked: its bytes as they were read then, and the open files of its weights.</summary>
internal sealed class CheckedGraph : IDisposable
{
    private readonly WeightFile _file;
    private readonly byte[] _bytes;
    private readonly string? _folder;
    private readonly IReadOnlyCollection<WeightFile> _weights;
    private readonly bool _ownsFile;

    /// <summary>Takes over the files of weights, and the graph's own if <paramref name="ownsFile"/>.</summary>
    internal CheckedGraph(WeightFile file, GraphContract contract, (byte[] Bytes, string? Folder) graph, IReadOnlyCollection<WeightFile> weights, bool ownsFile)
    {
        (_file, Contract, _weights, _ownsFile) = (file, contract, weights, ownsFile);
        (_bytes, _folder) = graph;
    }

    /// <summary>As the user named it.</summary>
    public string Path => _file.Path;

    /// <summary>What the file says of itself.</summary>
    public GraphContract Contract { get; }

    /// <summary>Bytes of graph and weights together.</summary>
    public long Length => _file.Length + _weights.Sum(w => w.Length);

    /// <summary>SHA-256 of the graph's own file, lower case; weights beside it are not in it.</summary>
    public string Hash => Sha256.Hash(_bytes);

    /// <summary>Builds a session from the bytes that were checked, and makes sure that the files are still the same.</summary>
    /// <param name="name">What messages call the network.</param>
    /// <param name="options">How it runs; the folder of the weights is set here.</param>
    /// <param name="rewrite">Makes the graph that is loaded from the checked one, such as one with more outputs; null for none.</param>
    /// <exception cref="ModelException">A file was changed meanwhile.</exception>
    /// <exception cref="Infill.Engines.EngineException">The runtime refuses the graph.</exception>
    public OnnxModel Load(string name, OnnxOptions options, Func<byte[], byte[]>? rewrite = null)
    {
        RequireUnchanged();
        OnnxModel model = OnnxModel.Load(name, rewrite is null ? _bytes : rewrite(_bytes), options with { WeightsFolder = _folder });
        try
        {
            RequireUnchanged();
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (WeightFile file in _weights)
        {
            file.Dispose();
        }

        if (_ownsFile)
        {
            _file.Dispose();
        }
    }

    private void RequireUnchanged()
    {
        _file.RequireUnchanged();
        foreach (WeightFile file in _weights)
        {
            file.RequireUnchanged();
        }
    }
}
