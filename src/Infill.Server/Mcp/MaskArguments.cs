using System.ComponentModel;

namespace Infill.Server.Mcp;

/// <summary>Arguments of propose_mask; exactly one of box and expression is given.</summary>
internal sealed record MaskArguments
{
    [Description("Handle of the picture that the mask is for.")]
    public required string Image { get; init; }

    [Description("A rectangle to fill: [x, y, width, height] in pixels from the top left corner.")]
    public IReadOnlyList<int>? Box { get; init; }

    [Description("Shapes to fill, joined by + and -: rect:x,y,w,h  ellipse:cx,cy,rx,ry  polygon:x,y x,y x,y  stroke:radius:x,y x,y  color:#rrggbb~tolerance. Numbers are pixels, or % of the picture's width and height.")]
    public string? Expression { get; init; }
}
