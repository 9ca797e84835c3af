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

    /// <summary>A path, for the caller to load.</summary>
    File,
}
