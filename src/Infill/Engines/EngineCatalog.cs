namespace Infill.Engines;

/// <summary>The engines that can be asked for by name.</summary>
public sealed class EngineCatalog
{
    private readonly Dictionary<string, Entry> _engines = new(StringComparer.Ordinal);

    /// <summary>Adds an engine; a second one of the same name replaces the first.</summary>
    /// <param name="info">What the engine will report of itself.</param>
    /// <param name="create">Makes one; whoever calls <see cref="Create"/> disposes it.</param>
    public void Add(EngineInfo info, Func<IInpaintEngine> create) => _engines[info.Name] = new Entry(info, create);

    /// <summary>Every known engine, by name.</summary>
    public IReadOnlyList<EngineInfo> Engines => [.. _engines.Values.Select(e => e.Info).OrderBy(e => e.Name, StringComparer.Ordinal)];

    /// <summary>Facts about one engine, or null if there is none of that name.</summary>
    public EngineInfo? Find(string name) => _engines.TryGetValue(name, out Entry? entry) ? entry.Info : null;

    /// <summary>A new engine, owned by the caller.</summary>
    /// <exception cref="EngineException">There is no engine of that name.</exception>
    public IInpaintEngine Create(string name) => _engines.TryGetValue(name, out Entry? entry)
        ? entry.Create()
        : throw new EngineException($"There is no engine '{name}'; known: {string.Join(", ", Engines.Select(e => e.Name))}.");

    // A class, not a tuple: collections of value types are compiled anew in every process, which a look at the engines would pay for.
    private sealed record Entry(EngineInfo Info, Func<IInpaintEngine> Create);
}
