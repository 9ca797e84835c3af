using Infill.Engines;
using Infill.Masks;
using Infill.Tiles;

namespace Infill;

/// <summary>One options record per stage; each property there has its unit, range and default.</summary>
public sealed record InpaintOptions
{
    /// <summary>Mask preparation.</summary>
    public MaskOptions Mask { get; init; } = new();

    /// <summary>Context and order of regions.</summary>
    public PlanOptions Plan { get; init; } = new();

    /// <summary>Seed, threads, prompt.</summary>
    public FillOptions Fill { get; init; } = new();

    /// <summary>How the fill meets the original.</summary>
    public BlendOptions Blend { get; init; } = new();

    /// <summary>True keeps every stage's picture in the result (for traces), at the cost of their memory; default false.</summary>
    public bool KeepStages { get; init; }
}
