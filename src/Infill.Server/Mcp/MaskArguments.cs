using System.ComponentModel;

namespace Infill.Server.Mcp;

/// <summary>Arguments of propose_mask; exactly one way to say what is meant, save that clicks and around go together.</summary>
internal sealed record MaskArguments
{
    [Description("Handle of the picture that the mask is for.")]
    public required string Image { get; init; }

    [Description("A rectangle, filled as it is: [x, y, width, height] in pixels from the top left corner.")]
    public IReadOnlyList<int>? Box { get; init; }

    [Description("Shapes to fill, joined by + and -: rect:x,y,w,h  ellipse:cx,cy,rx,ry  polygon:x,y x,y x,y  stroke:radius:x,y x,y  color:#rrggbb~tolerance. Numbers are pixels, or % of the picture's width and height.")]
    public string? Expression { get; init; }

    [Description("Points on the thing that is meant, [[x, y], …]; a network finds the whole thing.")]
    public IReadOnlyList<IReadOnlyList<int>>? Clicks { get; init; }

    [Description("Points that do not belong to the thing, [[x, y], …]; together with clicks or around.")]
    public IReadOnlyList<IReadOnlyList<int>>? NotClicks { get; init; }

    [Description("A rectangle around the thing that is meant, [x, y, width, height]; a network finds the thing in it.")]
    public IReadOnlyList<int>? Around { get; init; }

    [Description("True: what a network takes for the picture's subject.")]
    public bool? Subject { get; init; }

    [Description("True: all writing that a network finds.")]
    public bool? Text { get; init; }

    [Description("All pixels of this colour, as #rrggbb.")]
    public string? Color { get; init; }

    [Description("How far pixels may differ from color in each channel, 0–255 (default 24).")]
    public int? Tolerance { get; init; }

    [Description("With clicks or around: which of the network's proposals, 1 = the best (default) to 9. Try 2 if the first covers too much or too little.")]
    public int? Candidate { get; init; }
}
