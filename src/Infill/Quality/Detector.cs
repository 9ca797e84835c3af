namespace Infill.Quality;

/// <summary>What the gate looks for in a fill without knowing what was there. Each looks at the fill and the kept pixels around it.</summary>
public enum Detector
{
    /// <summary>A step along the hole's edge that the picture beside it does not have.</summary>
    Seam,

    /// <summary>The fill's colour lies beside that of its surroundings, all round in one direction.</summary>
    ColorStep,

    /// <summary>The fill is softer than its surroundings: fine detail or grain is missing.</summary>
    Sharpness,

    /// <summary>The fill is made of stuff that the surroundings do not have.</summary>
    Foreign,

    /// <summary>A block stands twice, beyond what the texture itself repeats.</summary>
    Repetition,

    /// <summary>The fill, or much of it, is flatter than anything around it.</summary>
    Flatness,

    /// <summary>Lines and edges that enter the hole do not go on inside.</summary>
    Structure,

    /// <summary>Something stands out in the middle of the fill: a rest of the object, or a new one.</summary>
    Leftover,

    /// <summary>Rows of thin strokes, as letters make them.</summary>
    Text,
}
