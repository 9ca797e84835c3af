using System.ComponentModel;

namespace Infill.Server.Api;

/// <summary>How far each side grows in pixels, or the ratio to reach; not both.</summary>
internal sealed record ExtendRequest
{
    [Description("Pixels at the left.")]
    public int? Left { get; init; }

    [Description("Pixels at the top.")]
    public int? Top { get; init; }

    [Description("Pixels at the right.")]
    public int? Right { get; init; }

    [Description("Pixels at the bottom.")]
    public int? Bottom { get; init; }

    [Description("Ratio of width to height to reach, such as \"16:9\".")]
    public string? Ratio { get; init; }
}
