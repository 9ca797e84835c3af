using System.ComponentModel;

namespace Infill.Server.Mcp;

/// <summary>Arguments of remove_object.</summary>
internal sealed record RemoveArguments
{
    [Description("Handle of the picture.")]
    public required string Image { get; init; }

    [Description("Handle of the mask over the object; a rough outline is enough, it is grown a little.")]
    public required string Mask { get; init; }

    [Description("Pixels by which the mask grows, 0–512 (default: 3 percent of the object's size); 0 changes exactly what the mask marks.")]
    public int? Grow { get; init; }

    [Description("Engine from list_engines (default patch, or the eraser if there is one).")]
    public string? Engine { get; init; }

    [Description("Seed of every random choice (default 1); another seed gives another fill.")]
    public int? Seed { get; init; }

    [Description("Most fills to try, 1–100, until the quality gate accepts one (default: one fill, judged).")]
    public int? Attempts { get; init; }
}
