using Infill.Imaging;

namespace Infill.Masks.CastShadows;

/// <summary>The cast shadow of an object, as a search found it.</summary>
public sealed record FoundShadow
{
    /// <summary>The shadow beside the object, of the picture's size: 1 where it takes half of its light or more, 0 elsewhere and on the object.</summary>
    public required Mask Mask { get; init; }

    /// <summary>How it falls, before the ground corrected its outline.</summary>
    public required ShadowCast Cast { get; init; }

    /// <summary>About the share of light that is left in it, penumbra included, of red, green and blue, 0…1.</summary>
    public required (double Red, double Green, double Blue) Light { get; init; }

    /// <summary>How sure the search is that this is a shadow and no chance, 0…1; from <see cref="ShadowFinder.LeastConfidence"/> it is believed.</summary>
    public required double Confidence { get; init; }

    /// <summary>Sum of the evidence along its outline; grows with the length that agrees.</summary>
    public required double Evidence { get; init; }
}
