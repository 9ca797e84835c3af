using System.ComponentModel;

namespace Infill.Server.Api;

/// <summary>Where a mask comes from; exactly one of id, base64, expression and alpha is given.</summary>
internal sealed record MaskSource
{
    [Description("Id of a mask that was sent to /v1/masks.")]
    public string? Id { get; init; }

    [Description("A mask file of the picture's size in base64.")]
    public byte[]? Base64 { get; init; }

    [Description("A mask expression: rect:x,y,w,h  ellipse:cx,cy,rx,ry  polygon:x,y x,y …  stroke:radius:x,y …  color:#rrggbb~tolerance, joined by + and -; pixels, or % of the picture's sides. For /v1/masks also what networks find: click:x,y -x,y …  box:x,y,w,h  subject:  text:")]
    public string? Expression { get; init; }

    [Description("True for the picture's own transparent pixels.")]
    public bool? Alpha { get; init; }

    [Description("What fills in a mask file (default white) or in the alpha channel (default transparent).")]
    public PolarityWord? Polarity { get; init; }
}
