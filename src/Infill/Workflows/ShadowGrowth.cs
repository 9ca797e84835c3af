using Infill.Imaging;
using Infill.Masks;
using Infill.Masks.CastShadows;
using Infill.Masks.Reflections;

namespace Infill.Workflows;

/// <summary>Grows the mask of objects over the shadows that they cast and their reflections in smooth ground, so that a removed object leaves none behind.</summary>
public sealed record ShadowGrowth
{
    /// <summary>Objects of a mask that are looked at, the largest; a mask of dust has thousands of parts and no shadow.</summary>
    public const int MostObjects = 12;

    // A penumbra reaches beyond the outline, where the shadow takes half of its light; share of the object's longer side.
    private const double PenumbraShare = 0.03;

    /// <summary>Objects that were looked at.</summary>
    public required int Objects { get; init; }

    /// <summary>The shadows that were found, in the order of their objects.</summary>
    public required IReadOnlyList<FoundShadow> Found { get; init; }

    /// <summary>The reflections that were found, in the order of their objects.</summary>
    public required IReadOnlyList<FoundReflection> Reflections { get; init; }

    /// <summary>All shadows as one mask of the picture's size; empty if there are none.</summary>
    public required Mask Shadow { get; init; }

    /// <summary>All shadows and reflections as one mask of the picture's size; empty if there are none.</summary>
    public required Mask Added { get; init; }

    /// <summary>Looks for the shadow of each object in a mask, and for its reflection.</summary>
    /// <param name="image">Any format; not modified.</param>
    /// <param name="mask">The objects without their shadows, of the picture's size; parts are 8-connected.</param>
    /// <param name="withPenumbra">True adds the soft rim beyond the outline: for masks that are filled rather than looked at.</param>
    /// <param name="withReflections">False looks for shadows alone: for what takes them away by light.</param>
    /// <exception cref="ArgumentException">Sizes differ.</exception>
    public static ShadowGrowth Find(Image image, Mask mask, bool withPenumbra, bool withReflections)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(mask);
        MaskComponent[] objects =
        [
            .. MaskComponents.Find(mask)
                .Where(part => Math.Max(part.Bounds.Width, part.Bounds.Height) >= ShadowFinder.LeastObjectPx)
                .OrderByDescending(part => part.PixelCount).Take(MostObjects),
        ];
        var shadows = new List<FoundShadow>();
        var reflections = new List<FoundReflection>();
        (Mask shadow, Mask mirrored) = (new Mask(mask.Size, default), new Mask(mask.Size, default));
        foreach (MaskComponent one in objects)
        {
            Mask alone = one.Cut(mask);
            if (ShadowFinder.ViewOf(image, alone) is not ShadowView view)
            {
                continue;
            }

            int rim = withPenumbra ? Math.Min(MaskGrow.MaxPx, Math.Max(2, (int)Math.Round(PenumbraShare * Math.Max(one.Bounds.Width, one.Bounds.Height)))) : 0;
            if (ShadowFinder.Accept(ShadowFinder.Look(view, alone)) is FoundShadow own)
            {
                shadows.Add(own);
                shadow = MaskCombine.Add(shadow, MaskGrow.Grow(own.Mask, rim));
            }

            if (withReflections && ReflectionFinder.Accept(ReflectionFinder.Look(view, alone)) is FoundReflection mirror)
            {
                reflections.Add(mirror);
                mirrored = MaskCombine.Add(mirrored, MaskGrow.Grow(mirror.Mask, rim));
            }
        }

        return new ShadowGrowth { Objects = objects.Length, Found = shadows, Reflections = reflections, Shadow = shadow, Added = MaskCombine.Add(shadow, mirrored) };
    }

    /// <summary>The objects with what they leave on the ground.</summary>
    /// <param name="mask">The mask that was looked at.</param>
    public Mask AddTo(Mask mask) => MaskCombine.Add(mask, Added);

    /// <summary>What was found, as one or two sentences.</summary>
    public string Describe()
    {
        var sentences = new List<string>();
        if (Found.Count > 0)
        {
            sentences.Add($"{Count("shadow", Found.Count)} of {Shadow.CountFilled()} px added; it leaves {Lowest():0} % of the light.");
        }

        if (Reflections.Count > 0)
        {
            sentences.Add($"{Count("reflection", Reflections.Count)} of {Reflections.Sum(one => one.Mask.CountFilled())} px added; it shows {100 * Reflections.Max(one => one.Share):0} % of the object.");
        }

        return sentences.Count > 0 ? string.Join(' ', sentences)
            : $"No shadow or reflection stands out beside the {(Objects == 1 ? "object" : $"{Objects} objects")}, so the mask is as it was.";
    }

    private static string Count(string kind, int count) => count == 1 ? $"A {kind}" : $"{count} {kind}s";

    private double Lowest() => 100 * Found.Min(shadow => (shadow.Light.Red + shadow.Light.Green + shadow.Light.Blue) / 3);
}
