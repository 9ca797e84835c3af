namespace Infill.Masks.Mattes;

/// <summary>What becomes of a mask's edge when a subject is cut out.</summary>
public enum MatteEdges
{
    /// <summary>A hard mask is believed as far as it proves right where colours are clear, and becomes soft along the picture's own edge; a soft one is taken as it is.</summary>
    Auto,

    /// <summary>The picture's colours lead within the whole band; for masks that are rough or were found by a network.</summary>
    Refine,

    /// <summary>Taken as it is.</summary>
    Keep,
}
