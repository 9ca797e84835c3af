namespace Infill.Masks;

/// <summary>What a term of a mask expression draws; the names in lower case are the keywords, save for <see cref="File"/>.</summary>
internal enum MaskTermKind
{
    /// <summary>rect:x,y,w,h</summary>
    Rect,

    /// <summary>ellipse:cx,cy,rx,ry</summary>
    Ellipse,

    /// <summary>polygon:x,y x,y x,y …</summary>
    Polygon,

    /// <summary>stroke:radius:x,y x,y …</summary>
    Stroke,

    /// <summary>color:#rrggbb~tolerance</summary>
    Color,

    /// <summary>click:x,y -x,y …[@n], the thing that a network finds there</summary>
    Click,

    /// <summary>box:x,y,w,h[:x,y -x,y …][@n], the thing that a network finds in it</summary>
    Box,

    /// <summary>subject:, what a network takes for the picture's subject</summary>
    Subject,

    /// <summary>text:, writing that a network finds</summary>
    Text,

    /// <summary>A path, for the caller to load.</summary>
    File,
}
