using System.Text.Json.Serialization;
using Infill.Engines;

namespace Infill.Cli.Jobs;

/// <summary>One job as the user wrote it. Commands only fill it in; traces record it, so that <c>replay</c> can run it again.</summary>
internal sealed record JobArguments
{
    /// <summary>"remove", "fill", "extend", "replace", "add", "refine", "unshadow" or "swap-background".</summary>
    public required string Workflow { get; init; }

    /// <summary>Picture, mask, hints, limits.</summary>
    public required SourceArguments Source { get; init; }

    /// <summary>Options of the mask stage.</summary>
    public MaskArguments Mask { get; init; } = new();

    /// <summary>Options of the later stages.</summary>
    public FillArguments Fill { get; init; } = new();

    /// <summary>The model of an engine that needs one, or null.</summary>
    public ModelArguments? Model { get; init; }

    /// <summary>How the model goes about it, or null for its own way.</summary>
    public DiffusionOptions? Diffusion { get; init; }

    /// <summary>Sides of an extension; null for other workflows.</summary>
    public ExtendArguments? Extend { get; init; }

    /// <summary>How the fill is judged; the default judges and tries nothing further.</summary>
    public GateArguments Gate { get; init; } = new();

    /// <summary>Fills that are made at most.</summary>
    [JsonIgnore]
    public int MostFills => Gate.Plan is { } plan
        ? Math.Min((plan.FillFirst ? Output.Count : 0) + plan.Passes.Count, Output.Count + (Gate.Attempts ?? plan.Passes.Count + 1) - 1)
        : Gate.Attempts is int attempts ? Output.Count + attempts - 1 : Output.Count;

    /// <summary>How a shadow is found; null for other workflows.</summary>
    public UnshadowArguments? Unshadow { get; init; }

    /// <summary>What a product's background is swapped for; null for other workflows.</summary>
    public SwapArguments? Swap { get; init; }

    /// <summary>What is written.</summary>
    public OutputArguments Output { get; init; } = new();
}
