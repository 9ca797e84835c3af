namespace Infill;

/// <summary>The stages of <c>Inpainter.Run</c>, in order.</summary>
public enum Stage
{
    /// <summary>The request is checked.</summary>
    Validate,

    /// <summary>The mask is prepared.</summary>
    Mask,

    /// <summary>Regions and their contexts are laid out.</summary>
    Plan,

    /// <summary>A region is cut and converted to sRGB.</summary>
    Crop,

    /// <summary>The engine generates.</summary>
    Fill,

    /// <summary>Fill and original are joined.</summary>
    Blend,

    /// <summary>The region is written into the picture.</summary>
    Stitch,

    /// <summary>Kept pixels are compared and the trace is closed.</summary>
    Trace,
}
