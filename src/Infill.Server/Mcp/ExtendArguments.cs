using System.ComponentModel;

namespace Infill.Server.Mcp;

/// <summary>Arguments of extend_image; sides or a ratio.</summary>
internal sealed record ExtendArguments
{
    [Description("Handle of the picture.")]
    public required string Image { get; init; }

    [Description("Pixels to add at the left.")]
    public int? Left { get; init; }

    [Description("Pixels to add at the top.")]
    public int? Top { get; init; }

    [Description("Pixels to add at the right.")]
    public int? Right { get; init; }

    [Description("Pixels to add at the bottom.")]
    public int? Bottom { get; init; }

    [Description("Ratio of width to height to reach, such as \"16:9\"; not beside pixels.")]
    public string? Ratio { get; init; }

    [Description("Seed of every random choice (default 1).")]
    public int? Seed { get; init; }
}
