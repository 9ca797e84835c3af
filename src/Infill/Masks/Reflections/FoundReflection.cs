using Infill.Imaging;

namespace Infill.Masks.Reflections;

/// <summary>The reflection of an object, as a search found it.</summary>
public sealed record FoundReflection
{
    /// <summary>The mirrored object where it can be seen, of the picture's size: 1 there, 0 elsewhere and on the object.</summary>
    public required Mask Mask { get; init; }

    /// <summary>Row of the picture that the object is mirrored at, below its centre; 0 is the upper edge of the first row.</summary>
    public required double MirrorRow { get; init; }

    /// <summary>Height of the mirrored object over that of the object.</summary>
    public required double Squeeze { get; init; }

    /// <summary>Share of the object in the ground at the mirror line, 0…1, as far as it can be told; it fades with the distance.</summary>
    public required double Share { get; init; }

    /// <summary>How sure the search is that this is a reflection and no chance, 0…1; from <see cref="ReflectionFinder.LeastConfidence"/> it is believed.</summary>
    public required double Confidence { get; init; }
}
