namespace Infill.Workflows.Products;

/// <summary>Where the second colour of a gradient lies.</summary>
public enum GradientDirection
{
    /// <summary>At the bottom.</summary>
    Down,

    /// <summary>At the top.</summary>
    Up,

    /// <summary>At the left.</summary>
    Left,

    /// <summary>At the right.</summary>
    Right,

    /// <summary>In the corners; the first colour lies in the middle.</summary>
    Out,
}
