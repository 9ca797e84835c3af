using System.ComponentModel;

namespace Infill.Server.Mcp;

/// <summary>Arguments of edit_mask.</summary>
internal sealed record MaskEditArguments
{
    [Description("Handle of the picture that the mask is for; the preview shows it.")]
    public required string Image { get; init; }

    [Description("Handle of the mask to start from; it stays as it is.")]
    public required string Mask { get; init; }

    [Description("grow, shrink, feather (need pixels); union, subtract, intersect (need with or other); invert.")]
    public required MaskOperation Operation { get; init; }

    [Description("How far grow, shrink and feather reach, 1–512 pixels.")]
    public int? Pixels { get; init; }

    [Description("Shapes to combine with, as in propose_mask's expression: rect:x,y,w,h  ellipse:cx,cy,rx,ry  polygon:x,y x,y x,y  stroke:radius:x,y x,y  color:#rrggbb~tolerance.")]
    public string? With { get; init; }

    [Description("Handle of another mask of the same picture to combine with.")]
    public string? Other { get; init; }
}
