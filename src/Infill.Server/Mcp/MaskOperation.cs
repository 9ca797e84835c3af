namespace Infill.Server.Mcp;

/// <summary>What edit_mask does.</summary>
internal enum MaskOperation
{
    /// <summary>All pixels within so many pixels of the mask are filled, too.</summary>
    Grow,

    /// <summary>All pixels within so many pixels of what is kept are kept, too.</summary>
    Shrink,

    /// <summary>The edge fades inwards over so many pixels.</summary>
    Feather,

    /// <summary>Filled where either is.</summary>
    Union,

    /// <summary>Filled where the mask is and the other is not.</summary>
    Subtract,

    /// <summary>Filled where both are.</summary>
    Intersect,

    /// <summary>Filled where the mask is not.</summary>
    Invert,
}
