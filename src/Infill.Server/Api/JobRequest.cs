using System.ComponentModel;
using Infill.Quality.Refining;
using Infill.Server.Jobs;

namespace Infill.Server.Api;

/// <summary>What a client asks of POST /v1/jobs.</summary>
internal sealed record JobRequest
{
    [Description("remove: take an object away, the mask grows a little. fill: exactly the mask. extend: grow the picture. replace: put there what prompt says; needs an engine that takes text. unshadow: relight the shadow under the mask, or the one that stands out if there is none. swap-background: put the product that the mask marks before what swap says. refine: go on with a picture that was filled before, pass by pass; the mask is the one of the fill.")]
    public required JobWorkflow Workflow { get; init; }

    [Description("The picture; absent if it comes as the form's file 'image'.")]
    public PictureSource? Image { get; init; }

    [Description("What to fill; absent for extend, may be absent for unshadow, for swap-background of a picture with transparency, or if it comes as the form's file 'mask'.")]
    public MaskSource? Mask { get; init; }

    [Description("Where engines that copy must not copy from.")]
    public MaskSource? Exclude { get; init; }

    [Description("Lines to carry through the hole: of each its points, of each point x and y in pixels.")]
    public IReadOnlyList<IReadOnlyList<IReadOnlyList<double>>>? Guides { get; init; }

    [Description("Surroundings that the engine looks at, in pixels, 0–4096 (default: the engine's own rule).")]
    public int? Context { get; init; }

    [Description("Engine that fills (default patch; for remove the eraser, if the server was given one; for replace the first that takes text); GET /v1/engines lists them.")]
    public string? Engine { get; init; }

    [Description("What the fill should show; only for engines that take text.")]
    public string? Prompt { get; init; }

    [Description("Seed of every random choice, 0–2147483647 (default 1); the same seed gives the same pixels on one machine.")]
    public int? Seed { get; init; }

    [Description("Options of the mask and blend stages.")]
    public StageOptionsRequest? Options { get; init; }

    [Description("Options of engines with a model.")]
    public DiffusionRequest? Diffusion { get; init; }

    [Description("Sides of an extension; only for extend.")]
    public ExtendRequest? Extend { get; init; }

    [Description("What the background is swapped for; only for swap-background.")]
    public SwapRequest? Swap { get; init; }

    [Description("What is written.")]
    public OutputRequest? Output { get; init; }

    [Description("False judges nothing (default true: every fill is judged by the quality gate).")]
    public bool? Gate { get; init; }

    [Description("One result only: the best of output.count fills, and if the gate doubts it up to so many rounds in all, 1–100 (default: every fill is a result); with refine or plan the fill is one round and each pass another.")]
    public int? Attempts { get; init; }

    [Description("True refines the fill by the workflow's own plan if the gate doubts it; passes that are no better are undone (default false; the workflow refine always does).")]
    public bool? Refine { get; init; }

    [Description("Refine by this plan instead, with the keys of a plan's file (docs/refinement.md).")]
    public RefinementPlan? Plan { get; init; }

    [Description("With attempts, refine or plan: seconds after which nothing new is tried, above 0 to 86400 (default: no limit).")]
    public double? TimeBudget { get; init; }

    [Description("-10 to 10 (default 0); higher runs first.")]
    public int? Priority { get; init; }

    [Description("Seconds after which the job is no longer wanted, 1–604800 (default: no deadline).")]
    public int? DeadlineSeconds { get; init; }

    [Description("True answers with the plan, the time and the warnings, and runs nothing (default false).")]
    public bool? DryRun { get; init; }
}
