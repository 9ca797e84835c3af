using System.ComponentModel;
using Infill.Engines;

namespace Infill.Server.Api;

/// <summary>How an engine with a model goes about it; what is absent is the model's own.</summary>
internal sealed record DiffusionRequest
{
    [Description("What the fill should not show.")]
    public string? NegativePrompt { get; init; }

    [Description("Steps of a full run, 1–1000.")]
    public int? Steps { get; init; }

    [Description("Share of the run that is made, above 0 to 1: lower keeps more of what the hole holds.")]
    public double? Strength { get; init; }

    [Description("Name of a sampler, such as euler-a or dpmpp-2m-karras.")]
    public string? Sampler { get; init; }

    [Description("How strongly the prompt leads, 0–100.")]
    public double? Guidance { get; init; }

    [Description("What the hole holds at the start (default original).")]
    public HoleContent? HoleFill { get; init; }

    [Description("Strength of a second run over the hole at a finer scale, above 0 to 1.")]
    public double? Refine { get; init; }
}
