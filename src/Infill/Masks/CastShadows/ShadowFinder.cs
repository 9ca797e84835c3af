using Infill.Imaging;

namespace Infill.Masks.CastShadows;

/// <summary>Finds the cast shadow that is attached to an object.</summary>
/// <remarks>The shadow of an object is its outline, sheared and flattened from its foot (or shifted, on a surface close behind it), in
/// which light falls by one factor per channel while texture stays. All ways of falling are tried on a small copy of the surroundings;
/// the likeliest are measured, outline and region, and a fitted model says whether that is a shadow or chance.
/// What does not stand out so is not reported, and scenes without a shadow stay as they are.</remarks>
public static class ShadowFinder
{
    /// <summary>Confidence from which a shadow is believed; how it is set, docs/shadows.md says.</summary>
    public const double LeastConfidence = 0.5;

    /// <summary>Longer side of the smallest object whose shadow can be told, in pixels.</summary>
    public const int LeastObjectPx = 16;

    // Overlap from which two outlines are of one shadow.
    private const double Alike = 0.5;

    /// <summary>Ways of falling that are measured.</summary>
    private const int MostCandidates = 6;

    /// <summary>The shadow, or null if there is none that can be told from the texture of the ground.</summary>
    /// <param name="image">Any format; not modified.</param>
    /// <param name="objectMask">The object without its shadow, of the picture's size; values from ½ count.</param>
    /// <exception cref="ArgumentException">Sizes differ.</exception>
    public static FoundShadow? Find(Image image, Mask objectMask) => Accept(Look(image, objectMask));

    /// <summary>The shadow if it is clear enough.</summary>
    internal static FoundShadow? Accept(FoundShadow? likeliest) => likeliest is { Confidence: >= LeastConfidence } ? likeliest : null;

    /// <summary>The likeliest shadow, however unlikely; null if nothing near the object is darker, or it is too small.</summary>
    internal static FoundShadow? Look(Image image, Mask objectMask) =>
        ViewOf(image, objectMask) is ShadowView view ? Look(view, objectMask) : null;

    /// <summary>The same in a view that is there already.</summary>
    internal static FoundShadow? Look(ShadowView view, Mask objectMask) => Candidates(view) is { Count: > 0 } all
        ? Describe(view, [.. all.OrderByDescending(one => ShadowModel.Default.LogOdds(one.Measures))], objectMask)
        : null;

    /// <summary>What is looked at, or null if the object is too small.</summary>
    internal static ShadowView? ViewOf(Image image, Mask objectMask)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(objectMask);
        if (image.Size != objectMask.Size)
        {
            throw new ArgumentException($"Mask is {objectMask.Size}, picture is {image.Size}; both must have the same size.", nameof(objectMask));
        }

        return ShadowView.Of(image, objectMask, LeastObjectPx);
    }

    /// <summary>The likeliest ways of falling, measured.</summary>
    internal static IReadOnlyList<ShadowCandidate> Candidates(ShadowView view) => ShadowCandidate.Find(view, MostCandidates);

    /// <summary>The shadow in the picture. What is believed was judged before: a region that was fitted to the ground would always agree with it.</summary>
    internal static FoundShadow Describe(ShadowView view, IReadOnlyList<ShadowCandidate> ranked, Mask objectMask)
    {
        ShadowCandidate best = ranked[0];
        Mask[] alike = [.. ranked.Select(one => one.Outline).Where(outline => ReferenceEquals(outline, best.Outline) || view.Overlap(outline, best.Outline) >= Alike)];
        (Mask region, IReadOnlyList<double> light) = ShadowShape.Choose(view, [.. alike, best.Fitted]);
        return new FoundShadow
        {
            Mask = ShadowOutline.ToPicture(view, region, objectMask),
            Cast = best.Found.Cast,
            Light = (Math.Exp(light[0]), Math.Exp(light[1]), Math.Exp(light[2])),
            Confidence = ShadowModel.Default.Confidence(ShadowModel.Default.LogOdds(best.Measures)),
            Evidence = best.Found.Value,
        };
    }
}
