namespace Infill.Evaluation.Calibrating;

/// <summary>What is wrong with a fill that was made to be wrong.</summary>
public enum Defect
{
    /// <summary>Nothing: the truth, or a variant that a person would accept.</summary>
    None,

    /// <summary>The truth under a blur of σ 1.5–3.5 pixels.</summary>
    Blurred,

    /// <summary>A smooth continuation of the colours around the hole.</summary>
    Flat,

    /// <summary>The truth moved by 8–20 pixels.</summary>
    Shifted,

    /// <summary>The truth in another tone, 6–14 Lab units away.</summary>
    ColorCast,

    /// <summary>Content of another photo.</summary>
    Foreign,

    /// <summary>A block of the picture stands a second time in the hole.</summary>
    RepeatedBlock,

    /// <summary>A step of 10–20 Lab units at the edge that fades inwards.</summary>
    HardSeam,

    /// <summary>A line that crosses the hole is missing inside.</summary>
    MissingLine,

    /// <summary>A piece of another photo stands in the middle.</summary>
    Leftover,

    /// <summary>Rows of strokes stand in the hole.</summary>
    Text,
}
