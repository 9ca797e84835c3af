using Infill.Imaging;
using Infill.Masks.CastShadows;

namespace Infill.Masks.Reflections;

/// <summary>Finds the reflection of an object in the smooth ground that it stands on: a polished floor, a table, water.</summary>
/// <remarks>The reflection of an upright object is the object, upside down below the line where it touches the ground, a little squeezed, weaker
/// and softer with the distance. All such lines are tried on a small copy of the surroundings, in two bands of detail; the likeliest is
/// measured against what chance does beside it, and a fitted model says whether it is a reflection. Other mirrors (walls, windows, ripples that tear
/// the image apart) are not looked for.</remarks>
public static class ReflectionFinder
{
    /// <summary>Confidence from which a reflection is believed; how it is set, docs/shadows.md says.</summary>
    public const double LeastConfidence = 0.5;

    /// <summary>Share of the object from which its image is worth a mask.</summary>
    internal const double LeastShare = 0.05;

    /// <summary>The reflection, or null if there is none that can be told from the texture of the ground.</summary>
    /// <param name="image">Any format; not modified.</param>
    /// <param name="objectMask">The object alone, of the picture's size; values from ½ count.</param>
    /// <exception cref="ArgumentException">Sizes differ.</exception>
    public static FoundReflection? Find(Image image, Mask objectMask) => Accept(Look(image, objectMask));

    /// <summary>The reflection if it is clear enough.</summary>
    internal static FoundReflection? Accept(FoundReflection? likeliest) => likeliest is { Confidence: >= LeastConfidence } ? likeliest : null;

    /// <summary>The likeliest reflection, however unlikely; null if the object is too small.</summary>
    internal static FoundReflection? Look(Image image, Mask objectMask) =>
        ShadowFinder.ViewOf(image, objectMask) is ShadowView view ? Look(view, objectMask) : null;

    /// <summary>The same in a view that is there already.</summary>
    internal static FoundReflection Look(ShadowView shadows, Mask objectMask)
    {
        var view = ReflectionView.Of(shadows);
        MirrorGuess best = MirrorSearch.Find(view);
        return new FoundReflection
        {
            Mask = ShadowOutline.ToPicture(shadows, Outline(view, best), objectMask),
            MirrorRow = shadows.Window.Y + (best.Line.Row / shadows.Scale),
            Squeeze = best.Line.Squeeze,
            Share = Math.Min(1, MirrorMatch.Of(view, best, 1).Share),
            Confidence = ReflectionModel.Default.Confidence(ReflectionModel.Default.LogOdds(ReflectionMeasures.Of(view, best))),
        };
    }

    /// <summary>The likeliest reflection in the view, with its measures.</summary>
    internal static (Mask Outline, IReadOnlyList<double> Measures) Candidate(ReflectionView view)
    {
        MirrorGuess best = MirrorSearch.Find(view);
        return (Outline(view, best), ReflectionMeasures.Of(view, best));
    }

    /// <summary>The mirrored object in the view, as far as it can be seen.</summary>
    private static Mask Outline(ReflectionView view, MirrorGuess guess)
    {
        var outline = new Mask(view.Size);
        double share = MirrorMatch.Of(view, guess, 1).Share;
        double length = guess.Line.Squeeze * view.Object.Height;
        for (int i = 0; i < outline.Values.Length; i++)
        {
            (int x, int y) = (i % view.Size.Width, i / view.Size.Width);
            double depth = y + 0.5 - guess.Line.At(view.FromCentre(x)), source = guess.Line.Source(view.FromCentre(x), y + 0.5);
            bool isImage = depth > 0 && source >= 0 && source < view.Size.Height && view.Shadow.Silhouette[x, (int)source] >= MaskGrow.HardValue;
            outline.Values[i] = isImage && share * Math.Exp(-depth / (guess.Fade * length)) >= LeastShare ? 1f : 0f;
        }

        return outline;
    }
}
