namespace Infill.Cli.Jobs;

/// <summary>Options of the plan, fill and blend stages.</summary>
internal sealed record FillArguments
{
    /// <summary>The embedded engine.</summary>
    public const string DefaultEngine = "patch";

    /// <summary>The engine over a model.</summary>
    public const string ModelEngine = "sd";

    /// <summary>The engine that <c>--eraser</c> gives a file.</summary>
    public const string EraserEngine = "eraser";

    /// <summary>Name in the engine catalogue.</summary>
    public string Engine { get; init; } = DefaultEngine;

    /// <summary>Why it is this engine: "asked for by --engine"; null in traces of older versions.</summary>
    public string? EngineReason { get; init; }

    /// <summary>Full path of the eraser's ONNX file, or null.</summary>
    public string? Eraser { get; init; }

    /// <summary>What the fill should show, or null.</summary>
    public string? Prompt { get; init; }

    /// <summary>Seed of the first output.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Worker threads, 0 = one per core.</summary>
    public int Threads { get; init; }

    /// <summary>Surroundings in pixels, or null for the engine's rule.</summary>
    public int? ContextPx { get; init; }

    /// <summary>"auto", "feather", "multiband" or "poisson".</summary>
    public string Blend { get; init; } = "auto";

    /// <summary>True leaves smooth fills without grain.</summary>
    public bool NoGrain { get; init; }

    /// <summary>True leaves the fill's colours as they are.</summary>
    public bool NoColorMatch { get; init; }
}
