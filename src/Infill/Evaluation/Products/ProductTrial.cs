using Infill.Engines;
using Infill.Evaluation.Cases;
using Infill.Imaging;
using Infill.Masks;
using Infill.Masks.Mattes;
using Infill.Workflows.Products;

namespace Infill.Evaluation.Products;

/// <summary>What swapping the background made of one scene.</summary>
public sealed record ProductTrial
{
    // 8-bit steps that are no softness.
    private const float Step = 1.5f / 255f;

    /// <summary>Photo, number and cut-out.</summary>
    public required string Name { get; init; }

    /// <summary>What was put behind: "white", or the other photo's file name.</summary>
    public required string Background { get; init; }

    /// <summary>Pixels that the matte locks.</summary>
    public required long LockedPixels { get; init; }

    /// <summary>Of these, how many differ from the photo in any sample.</summary>
    public required long ChangedLockedPixels { get; init; }

    /// <summary>Intersection over union of the matte and the true one, both from ½.</summary>
    public required double Overlap { get; init; }

    /// <summary>The same of the mask that was given.</summary>
    public required double MaskOverlap { get; init; }

    /// <summary>Mean ΔE00 along the edge against the true product before the same background.</summary>
    public required double HaloDeltaE { get; init; }

    /// <summary>The same for pixels of the photo cut out along the mask, without a matte.</summary>
    public required double CutDeltaE { get; init; }

    /// <summary>What the check says of the result, "completed" or "degraded".</summary>
    public required string Status { get; init; }

    /// <summary>Mean ΔE00 of the old background in the edge as the check measures it, without the truth.</summary>
    public required double CheckedDeltaE { get; init; }

    /// <summary>Swaps the background of a scene, without a shadow, and measures.</summary>
    /// <param name="name">Name of the scene.</param>
    /// <param name="scene">Its pictures.</param>
    /// <param name="backdrop">What to put behind, and what it is called.</param>
    /// <param name="errorPx">Pixels by which the mask that is given is larger than the true outline, 0–20; above 0 its edge is refined as a rough one.</param>
    /// <param name="look">Shown the result and the truth; null = nobody looks.</param>
    public static ProductTrial Run(string name, ProductScene scene, (string Name, Backdrop Backdrop) backdrop, int errorPx = 0, Action<Image, Image>? look = null)
    {
        ArgumentNullException.ThrowIfNull(scene);
        Mask mask = MaskGrow.Harden(MaskGrow.Grow(scene.Alpha, errorPx));
        InpaintRequest request = SwapBackground.ToRequest(scene.Input, mask, new SwapOptions { Backdrop = backdrop.Backdrop, Shadow = ProductShadow.None, Edges = errorPx > 0 ? MatteEdges.Refine : MatteEdges.Auto });
        InpaintResult result = new Inpainter(BuiltInEngines.CreateCatalog()).Run(request);
        Mask matte = Turned(request.Mask);
        Image behind = request.Given!.Image, truth = scene.Truth(behind);
        look?.Invoke(result.Image, truth);
        bool[] edge = FindEdge(scene.Alpha, matte);
        (long locked, long changed) = CountLocked(scene.Input, result.Image, matte);
        return new ProductTrial
        {
            Name = name,
            Background = backdrop.Name,
            LockedPixels = locked,
            ChangedLockedPixels = changed,
            Overlap = Iou.Of(matte, scene.Alpha),
            MaskOverlap = Iou.Of(mask, scene.Alpha),
            HaloDeltaE = MeanDeltaE(edge, truth, _ => result.Image),
            CutDeltaE = MeanDeltaE(edge, truth, i => mask[i % mask.Width, i / mask.Width] > 0 ? scene.Input : behind),
            Status = result.Trace.Verdict!.Status,
            CheckedDeltaE = result.Trace.Verdict.Measures.Single(measure => measure.Name == "haloDeltaE").Value,
        };
    }

    private static Mask Turned(Mask background)
    {
        var matte = new Mask(background.Size);
        for (int i = 0; i < matte.Values.Length; i++)
        {
            matte.Values[i] = 1f - background[i % background.Width, i / background.Width];
        }

        return matte;
    }

    // Soft pixels of either matte, and those on both sides of the true outline.
    private static bool[] FindEdge(Mask truth, Mask matte)
    {
        bool[] edge = new bool[truth.Size.Area];
        for (int i = 0; i < edge.Length; i++)
        {
            (int x, int y) = (i % truth.Width, i / truth.Width);
            bool isInside = truth[x, y] >= MaskGrow.HardValue;
            edge[i] = truth[x, y] is > Step and < 1 - Step || matte[x, y] is > Step and < 1 - Step
                || truth[x - 1, y] >= MaskGrow.HardValue != isInside || truth[x + 1, y] >= MaskGrow.HardValue != isInside
                || truth[x, y - 1] >= MaskGrow.HardValue != isInside || truth[x, y + 1] >= MaskGrow.HardValue != isInside;
        }

        return edge;
    }

    private static (long Locked, long Changed) CountLocked(Image before, Image after, Mask matte)
    {
        (long locked, long changed) = (0, 0);
        for (int i = 0; i < matte.Values.Length; i++)
        {
            if (matte.Values[i] >= 1)
            {
                locked++;
                changed += before.Samples8.AsSpan(3 * i, 3).SequenceEqual(after.Samples8.AsSpan(3 * i, 3)) ? 0 : 1;
            }
        }

        return (locked, changed);
    }

    private static double MeanDeltaE(bool[] edge, Image truth, Func<int, Image> shown)
    {
        (double sum, int count) = (0, 0);
        for (int i = 0; i < edge.Length; i++)
        {
            if (edge[i])
            {
                (sum, count) = (sum + DeltaE.Ciede2000(Color(shown(i), i), Color(truth, i)), count + 1);
            }
        }

        return count == 0 ? 0 : sum / count;
    }

    private static (double, double, double) Color(Image image, int i)
    {
        ReadOnlySpan<byte> pixel = image.Samples8.AsSpan(3 * i, 3);
        CieLab.FromSrgb(pixel[0] / 255f, pixel[1] / 255f, pixel[2] / 255f, out float lightness, out float a, out float b);
        return (lightness, a, b);
    }
}
