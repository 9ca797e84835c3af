using Infill.Imaging;
using Infill.Masks;
using Infill.Masks.CastShadows;

namespace Infill.Workflows;

/// <summary>Grows the mask of objects over the shadows that they cast, so that a removed object leaves none behind.</summary>
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

    /// <summary>All shadows as one mask of the picture's size; empty if there are none.</summary>
    public required Mask Shadow { get; init; }

    /// <summary>Looks for the shadow of each object in a mask.</summary>
    /// <param name="image">Any format; not modified.</param>
    /// <param name="mask">The objects without their shadows, of the picture's size; parts are 8-connected.</param>
    /// <param name="withPenumbra">True adds the soft rim beyond the outline: for masks that are filled rather than looked at.</param>
    /// <exception cref="ArgumentException">Sizes differ.</exception>
    public static ShadowGrowth Find(Image image, Mask mask, bool withPenumbra)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(mask);
        MaskComponent[] objects =
        [
            .. MaskComponents.Find(mask)
                .Where(part => Math.Max(part.Bounds.Width, part.Bounds.Height) >= ShadowFinder.LeastObjectPx)
                .OrderByDescending(part => part.PixelCount).Take(MostObjects),
        ];
        var found = new List<FoundShadow>();
        var shadow = new Mask(mask.Size, default);
        foreach (MaskComponent one in objects)
        {
            if (ShadowFinder.Find(image, one.Cut(mask)) is FoundShadow own)
            {
                found.Add(own);
                int rim = withPenumbra ? Math.Max(2, (int)Math.Round(PenumbraShare * Math.Max(one.Bounds.Width, one.Bounds.Height))) : 0;
                shadow = MaskCombine.Add(shadow, MaskGrow.Grow(own.Mask, Math.Min(rim, MaskGrow.MaxPx)));
            }
        }

        return new ShadowGrowth { Objects = objects.Length, Found = found, Shadow = shadow };
    }

    /// <summary>The objects with their shadows.</summary>
    /// <param name="mask">The mask that was looked at.</param>
    public Mask AddTo(Mask mask) => MaskCombine.Add(mask, Shadow);

    /// <summary>What was found, as one sentence.</summary>
    public string Describe() => Found.Count == 0
        ? $"No shadow stands out beside the {(Objects == 1 ? "object" : $"{Objects} objects")}, so the mask is as it was."
        : $"{(Found.Count == 1 ? "A shadow" : $"{Found.Count} shadows")} of {Shadow.CountFilled()} px added; it leaves {Lowest():0} % of the light.";

    private double Lowest() => 100 * Found.Min(shadow => (shadow.Light.Red + shadow.Light.Green + shadow.Light.Blue) / 3);
}
