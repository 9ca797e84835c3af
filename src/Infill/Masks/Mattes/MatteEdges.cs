namespace Infill.Masks.Mattes;

/// <summary>What becomes of a mask's edge when a subject is cut out.</summary>
public enum MatteEdges
{
    /// <summary>A hard mask is refined, a soft one is taken as it is: somebody drew it.</summary>
    Auto,

    /// <summary>Refined along the picture's own edges, soft where they are soft; for masks that are rough or were found by a network.</summary>
    Refine,

    /// <summary>Taken as it is.</summary>
    Keep,
}
