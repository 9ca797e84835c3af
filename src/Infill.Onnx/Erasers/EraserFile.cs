using Infill.Engines;
using Infill.Imaging;
using Infill.Onnx.Guards;
using Infill.Onnx.Weights;

namespace Infill.Onnx.Erasers;

/// <summary>An eraser's ONNX file: checked and loaded when an engine first needs it, and shared by all engines that are made of it.</summary>
/// <param name="path">LaMa or MI-GAN, as exported to ONNX; weights may lie beside it.</param>
/// <remarks>Threads may share an instance. Dispose it after the engines.</remarks>
public sealed class EraserFile(string path) : IDisposable
{
    /// <summary>Both families do most of their work at an eighth of the picture's sides, where every weight is used once a place.</summary>
    private const int PixelsPerPlace = 64;

    private readonly Lock _loading = new();
    private EraserSpec? _spec;
    private EraserNetwork? _network;
    private long _length;
    private string _hash = "";
    private bool _isDisposed;

    /// <summary>As the user named it.</summary>
    public string Path => path;

    /// <summary>Makes the eraser known: engines that the catalog makes share this object, which must outlive them. The file is not looked at before it is needed.</summary>
    public void AddTo(EngineCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        catalog.Add(EraserEngine.Description, () => new EraserEngine(this), (region, _) => Foresee(region));
    }

    /// <summary>Checks the file as a run would, without loading it, and tells what a region would cost.</summary>
    /// <param name="region">The region's size.</param>
    /// <exception cref="ModelException">Missing, refused, no known eraser, or too large for this machine.</exception>
    public EngineCost Foresee(PixelSize region)
    {
        lock (_loading)
        {
            if (_spec is null)
            {
                using WeightFile file = WeightFile.Open(path);
                GraphContract contract = GraphGuard.Look(file);
                _spec = EraserSpecs.Of(path, contract);
                _length = file.Length + contract.External.Sum(tensor => (long)tensor.Length);
            }

            PixelSize work = RequireGeometry(region).Work;
            double operations = 2.0 * (_length / sizeof(float)) * (work.Area / PixelsPerPlace);
            return new EngineCost(
                operations / CoreSpeed.OperationsPerSecond, _length * CoreSpeed.OpeningSecondsPerByte, EraserMemory.Weights(_length), EraserMemory.States(work));
        }
    }

    /// <summary>Opens, checks and loads the file, unless that is done, and tells the sizes for a region.</summary>
    /// <param name="tile">The region's size.</param>
    /// <param name="threads">Threads of the session, 0 = one per core; whoever comes first decides, for it never changes the result.</param>
    /// <param name="cancellationToken">Ends the run that tells the output's range.</param>
    /// <exception cref="ModelException">Missing, refused, no known eraser, or too large for this machine.</exception>
    /// <exception cref="Infill.Engines.EngineException">The runtime refuses the network.</exception>
    internal (EraserNetwork Network, EraserGeometry Geometry, string Note) Load(PixelSize tile, int threads, CancellationToken cancellationToken)
    {
        lock (_loading)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            using CheckedGraph? graph = _network is null ? GraphGuard.Open(path) : null;
            _spec = graph is null ? _spec! : EraserSpecs.Of(path, graph.Contract);
            _length = graph?.Length ?? _length;
            EraserGeometry geometry = RequireGeometry(tile);
            _network ??= Load(graph!, _spec, threads, cancellationToken);
            return (_network, geometry, $"{_spec.Family} ({_spec.FixedSize?.ToString() ?? "any size"}), {_network.RangeNote}; file {path}, {_length:N0} bytes, SHA-256 {_hash}");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_loading)
        {
            _isDisposed = true;
            _network?.Dispose();
            _network = null;
        }
    }

    private EraserGeometry RequireGeometry(PixelSize tile)
    {
        var geometry = EraserGeometry.Of(_spec!, tile);
        EraserMemory.Require(path, EraserMemory.Estimate(_length, geometry.Work), GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);
        return geometry;
    }

    // The hash takes a second for 200 MB, so it is made beside the loading.
    private EraserNetwork Load(CheckedGraph graph, EraserSpec spec, int threads, CancellationToken cancellationToken)
    {
        Task<string> hash = Task.Run(() => graph.Hash, CancellationToken.None);
        EraserNetwork network = EraserNetwork.Load(graph, spec, threads, cancellationToken);
        _hash = hash.GetAwaiter().GetResult();
        return network;
    }
}
