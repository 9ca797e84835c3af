namespace Infill.Engines;

/// <summary>The engines that can be asked for by name.</summary>
public sealed class EngineCatalog
{
    private readonly SortedDictionary<string, (EngineInfo Info, Func<IInpaintEngine> Create)> _engines = new(StringComparer.Ordinal);

    /// <summary>Adds an engine; a second one of the same name replaces the first.</summary>
    /// <param name="info">What the engine will report of itself.</param>
    /// <param name="create">Makes one; whoever calls <see cref="Create"/> disposes it.</param>
    public void Add(EngineInfo info, Func<IInpaintEngine> create) => _engines[info.Name] = (info, create);

    /// <summary>Every known engine, by name.</summary>
    public IReadOnlyList<EngineInfo> Engines => [.. _engines.Values.Select(e => e.Info)];

    /// <summary>Facts about one engine, or null if there is none of that name.</summary>
    public EngineInfo? Find(string name) => _engines.TryGetValue(name, out var entry) ? entry.Info : null;

    /// <summary>A new engine, owned by the caller.</summary>
    /// <exception cref="EngineException">There is no engine of that name.</exception>
    public IInpaintEngine Create(string name) => _engines.TryGetValue(name, out var entry)
        ? entry.Create()
        : throw new EngineException($"There is no engine '{name}'; known: {string.Join(", ", _engines.Keys)}.");
}
