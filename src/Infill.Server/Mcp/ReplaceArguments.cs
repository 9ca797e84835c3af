using System.ComponentModel;

namespace Infill.Server.Mcp;

/// <summary>Arguments of replace_region.</summary>
internal sealed record ReplaceArguments
{
    [Description("Handle of the picture.")]
    public required string Image { get; init; }

    [Description("Handle of the mask over what is replaced.")]
    public required string Mask { get; init; }

    [Description("What to show there instead, in a few words: \"a wooden bench\".")]
    public required string Prompt { get; init; }

    [Description("Engine that takes text (default: the first of list_engines that does).")]
    public string? Engine { get; init; }

    [Description("Seed of every random choice (default 1); another seed gives another fill.")]
    public int? Seed { get; init; }

    [Description("Most fills to try, 1–100, until the quality gate accepts one (default: one fill, judged).")]
    public int? Attempts { get; init; }
}
