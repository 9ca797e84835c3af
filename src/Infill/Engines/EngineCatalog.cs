using Infill.Imaging;

namespace Infill.Engines;

/// <summary>The engines that can be asked for by name.</summary>
public sealed class EngineCatalog
{
    private readonly Dictionary<string, Entry> _engines = new(StringComparer.Ordinal);

    /// <summary>Adds an engine; a second one of the same name replaces the first.</summary>
    /// <param name="info">What the engine will report of itself.</param>
    /// <param name="create">Makes one; whoever calls <see cref="Create"/> disposes it.</param>
    /// <param name="foresee">Tells what a region of that size costs, and throws what a fill would throw before its first step; null (default) for
    /// engines whose <see cref="EngineInfo.Pace"/> says all.</param>
    public void Add(EngineInfo info, Func<IInpaintEngine> create, Func<PixelSize, FillOptions, EngineCost>? foresee = null) =>
        _engines[info.Name] = new Entry(info, create, foresee);

    /// <summary>Every known engine, by name.</summary>
    public IReadOnlyList<EngineInfo> Engines => [.. _engines.Values.Select(e => e.Info).OrderBy(e => e.Name, StringComparer.Ordinal)];

    /// <summary>Facts about one engine, or null if there is none of that name.</summary>
    public EngineInfo? Find(string name) => _engines.TryGetValue(name, out Entry? entry) ? entry.Info : null;

    /// <summary>What a region would cost, without loading or running anything.</summary>
    /// <param name="name">Name of the engine.</param>
    /// <param name="region">Size of what the engine would look at.</param>
    /// <param name="options">Options of the fill.</param>
    /// <returns>Null if there is no such engine, or it cannot tell beyond its pace.</returns>
    /// <exception cref="EngineException">The engine cannot do what is asked for. Its model may fail in its own way, too.</exception>
    public EngineCost? Foresee(string name, PixelSize region, FillOptions options) => _engines.GetValueOrDefault(name)?.Foresee?.Invoke(region, options);

    /// <summary>A new engine, owned by the caller.</summary>
    /// <exception cref="EngineException">There is no engine of that name.</exception>
    public IInpaintEngine Create(string name) => _engines.TryGetValue(name, out Entry? entry)
        ? entry.Create()
        : throw new EngineException($"There is no engine '{name}'; known: {string.Join(", ", Engines.Select(e => e.Name))}.");

    // A class, not a tuple: collections of value types are compiled anew in every process, which a look at the engines would pay for.
    private sealed record Entry(EngineInfo Info, Func<IInpaintEngine> Create, Func<PixelSize, FillOptions, EngineCost>? Foresee);
}
