using System.Runtime.CompilerServices;
using Infill.Engines;
using Infill.Onnx.MaskModels;
using Infill.Quality;

namespace Infill.Cli.Jobs;

/// <summary>The mask models of this machine as the gate uses them: looked for when it first judges, opened when it first asks. Threads may share it.</summary>
internal sealed class GateEyes : IDisposable
{
    private const string Always = "always";
    private const string Never = "never";

    private readonly Lock _opening = new();
    private readonly List<IDisposable> _opened = [];
    private IReadOnlyList<GateMap>? _maps;

    /// <summary>What <c>--gate-models</c> may say; the first is the default.</summary>
    public static IReadOnlyList<string> Words { get; } = ["auto", Always, Never];

    /// <summary>True if the models shall look at a fill. By themselves they look where an engine may invent things: beside its minutes their second is
    /// little, beside the embedded engine's half second it is more than the fill.</summary>
    /// <param name="gate">What the user said.</param>
    /// <param name="engine">The fill's engine; null if nobody knows it.</param>
    public static bool AreWanted(GateArguments gate, EngineInfo? engine) =>
        !gate.IsOff && gate.Models != Never && (gate.Models == Always || engine is { UsesPrompt: true });

    /// <summary>What there is for a fill; nothing if it wants none.</summary>
    /// <param name="gate">What the user said.</param>
    /// <param name="engine">The fill's engine; null if nobody knows it.</param>
    public IReadOnlyList<GateMap> For(GateArguments gate, EngineInfo? engine)
    {
        lock (_opening)
        {
            return AreWanted(gate, engine) ? _maps ??= Find() : [];
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
