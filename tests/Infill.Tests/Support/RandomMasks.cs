using CsCheck;
using Infill.Imaging;

namespace Infill.Tests.Support;

/// <summary>Random masks of 1×1 to 24×24 in windows of any size: small enough to be compared with a search over all pixel pairs.</summary>
internal static class RandomMasks
{
    /// <summary>Rectangles of hard, soft and erasing values, often at the border and touching; empty and full masks occur.</summary>
    public static Gen<Mask> Small { get; } =
        from width in Gen.Int[1, 24]
        from height in Gen.Int[1, 24]
        from rects in Gen.Select(Gen.Int[-4, 24], Gen.Int[-4, 24], Gen.Int[1, 9], Gen.Int[1, 9]).Array[0, 6]
        from values in Gen.OneOf(1f, 1f, 1f, 0f, 0.25f, 0.5f, 0.8f).Array[6]
        select Paint(new PixelSize(width, height), [.. rects.Select(r => new PixelRect(r.Item1, r.Item2, r.Item3, r.Item4))], values);

    private static Mask Paint(PixelSize size, PixelRect[] rects, float[] values)
    {
        PixelRect window = rects.Aggregate(default(PixelRect), (all, rect) => all.Union(rect)).Intersect(size.Bounds);
        var mask = new Mask(size, window);
        for (int i = 0; i < rects.Length; i++)
        {
            PixelRect rect = rects[i].Intersect(size.Bounds);
            if (!rect.IsEmpty)
            {
                Holes.Paint(mask, rect, values[i]);
            }
        }

        return mask;
    }
}
