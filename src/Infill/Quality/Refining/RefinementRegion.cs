namespace Infill.Quality.Refining;

/// <summary>What a pass fills anew. Whatever it is, only pixels of the prepared mask can change.</summary>
public enum RefinementRegion
{
    /// <summary>The whole hole. At full strength nothing of the canvas would be left, so the fill is made from the source again.</summary>
    Whole,

    /// <summary>Where the surest finding of the gate is strongest.</summary>
    Worst,

    /// <summary>A rectangle in picture pixels.</summary>
    Box,

    /// <summary>The hole's pixels along its border.</summary>
    Border,
}
