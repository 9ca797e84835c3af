using System.ComponentModel;
using Infill.Server.Api;
using Infill.Server.Jobs;

namespace Infill.Server.Mcp;

/// <summary>Arguments of plan_edit.</summary>
internal sealed record PlanArguments
{
    [Description("What would be done: remove, fill, replace (needs prompt), extend (needs sides or a ratio), unshadow, swap-background, or refine of a picture that was filled under the mask.")]
    public required JobWorkflow Workflow { get; init; }

    [Description("Handle of the picture.")]
    public required string Image { get; init; }

    [Description("Handle of the mask; not for extend. For swap-background over the product.")]
    public string? Mask { get; init; }

    [Description("What replace would show.")]
    public string? Prompt { get; init; }

    [Description("Engine from list_engines (default patch, for replace the first that takes text).")]
    public string? Engine { get; init; }

    [Description("Sides or ratio of extend.")]
    public ExtendRequest? Extend { get; init; }

    [Description("Background, shadow and canvas of swap-background; background_image takes a handle as its id.")]
    public SwapRequest? Swap { get; init; }
}
