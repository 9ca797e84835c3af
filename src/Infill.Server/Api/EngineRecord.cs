using System.ComponentModel;
using Infill.Engines;
using Infill.Server.Jobs;

namespace Infill.Server.Api;

/// <summary>An engine of this server.</summary>
internal sealed record EngineRecord
{
    [Description("Name for a job's engine.")]
    public required string Name { get; init; }

    [Description("What it does and what it is for.")]
    public required string Summary { get; init; }

    [Description("True if a prompt leads the fill.")]
    public required bool UsesPrompt { get; init; }

    [Description("True if different seeds give different fills.")]
    public required bool UsesSeed { get; init; }

    [Description("True if the diffusion options steer it.")]
    public required bool UsesDiffusion { get; init; }

    [Description("True if it can fill a picture of which nothing is kept.")]
    public required bool FillsWithoutContext { get; init; }

    [Description("What model it runs, in a few words; absent for engines that need none.")]
    public string? Model { get; init; }

    [Description("Equal for equal weights and settings of the model: 64 hexadecimal digits.")]
    public string? ModelSha256 { get; init; }

    [Description("Workflows that it can be used for.")]
    public required IReadOnlyList<string> Workflows { get; init; }

    /// <summary>The record of an engine.</summary>
    public static EngineRecord Of(EngineInfo engine) => new()
    {
        Name = engine.Name,
        Summary = engine.Summary,
        UsesPrompt = engine.UsesPrompt,
        UsesSeed = engine.UsesSeed,
        UsesDiffusion = engine.UsesDiffusion,
        FillsWithoutContext = engine.FillsWithoutContext,
        Model = engine.Model?.Summary,
        ModelSha256 = engine.Model?.Fingerprint,
        Workflows = engine.UsesPrompt ? ["remove", "fill", "extend", "refine", "replace", JobWorkflows.SwapWord] : ["remove", "fill", "extend", "refine"],
    };
}
