using System.Runtime.CompilerServices;
using Infill.Onnx.MaskModels;
using Infill.Quality;

namespace Infill.Cli.Jobs;

/// <summary>The mask models of this machine as the gate uses them: looked for when it first judges, opened when it first asks. Threads may share it.</summary>
internal sealed class GateEyes : IDisposable
{
    private readonly Lock _opening = new();
    private readonly List<IDisposable> _opened = [];
    private IReadOnlyList<GateMap>? _maps;

    /// <summary>What there is for a job; nothing if it wants none.</summary>
    public IReadOnlyList<GateMap> For(GateArguments gate)
    {
        lock (_opening)
        {
            return gate.NoModels || gate.IsOff ? [] : _maps ??= Find();
        }
    }

    /// <summary>Frees the models.</summary>
    public void Dispose() => _opened.ForEach(one => one.Dispose());

    // Not inlined: whoever asks nobody does not load the assembly of networks.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private IReadOnlyList<GateMap> Find()
    {
        var shelf = new MaskModelShelf(Environment.GetEnvironmentVariable);
        _opened.Add(shelf);
        return shelf.FindGateMaps();
    }
}
