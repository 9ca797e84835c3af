using Infill.Imaging;
using Infill.Tiles;

namespace Infill.Engines;

/// <summary>What can be said of an engine before it runs.</summary>
public sealed record EngineInfo
{
    /// <summary>Name on the command line and in traces, lower case: "patch".</summary>
    public required string Name { get; init; }

    /// <summary>One sentence: what it does and what it is for.</summary>
    public required string Summary { get; init; }

    /// <summary>True if a text prompt leads the fill; a prompt for any other engine is refused.</summary>
    public bool UsesPrompt { get; init; }

    /// <summary>True if <see cref="DiffusionOptions"/> steer it; for any other engine they are refused.</summary>
    public bool UsesDiffusion { get; init; }

    /// <summary>The model that it runs; null for engines that need none.</summary>
    public EngineModel? Model { get; init; }

    /// <summary>True if different seeds give different fills.</summary>
    public bool UsesSeed { get; init; }

    /// <summary>True if the engine can fill a tile of which nothing is kept; default false: it needs surroundings.</summary>
    public bool FillsWithoutContext { get; init; }

    /// <summary>What a fill costs by its size alone; null if that does not tell it. Engines that know more tell it by <see cref="EngineCatalog.Foresee"/>.</summary>
    public EnginePace? Pace { get; init; }

    /// <summary>Size that pictures must have, because the engine was set up with a map of that size; null (default) = any.</summary>
    public PixelSize? PictureSize { get; init; }

    /// <summary>How far around a hole the engine wants to look.</summary>
    public required ContextRule Context { get; init; }
}
