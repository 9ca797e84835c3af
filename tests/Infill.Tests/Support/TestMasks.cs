using CsCheck;
using Infill.Imaging;

namespace Infill.Tests.Support;

/// <summary>Masks for tests: drawn as text, discs, and random ones that reach every border.</summary>
internal static class TestMasks
{
    /// <summary>Random masks of 1×1 to 24×24: blobs, specks, soft values, borders; empty and full ones occur.</summary>
    public static Gen<Mask> Random { get; } =
        from width in Gen.Int[1, 24]
        from height in Gen.Int[1, 24]
        from rects in Gen.Select(Gen.Int[-4, 24], Gen.Int[-4, 24], Gen.Int[1, 9], Gen.Int[1, 9]).Array[0, 6]
        from values in Gen.OneOf(1f, 1f, 1f, 0f, 0.25f, 0.5f, 0.8f).Array[6]
        select Painted(new PixelSize(width, height), [.. rects.Select(r => new PixelRect(r.Item1, r.Item2, r.Item3, r.Item4))], values);

    /// <summary>A mask from rows of characters: '#' = 1, '.' = 0, a digit d = d/10.</summary>
    public static Mask Draw(params string[] rows)
    {
        var mask = new Mask(new PixelSize(rows[0].Length, rows.Length));
        for (int y = 0; y < mask.Height; y++)
        {
            for (int x = 0; x < mask.Width; x++)
            {
                mask[x, y] = rows[y][x] switch { '#' => 1f, '.' => 0f, char digit => (digit - '0') / 10f };
            }
        }

        return mask;
    }

    /// <summary>A hard disc in the middle: every edge direction occurs.</summary>
    public static Mask Disc(int width, int height, double radius)
    {
        var mask = new Mask(new PixelSize(width, height));
        for (int i = 0; i < mask.Values.Length; i++)
        {
            double dx = (i % width) + 0.5 - (width / 2.0), dy = (i / width) + 0.5 - (height / 2.0);
            mask.Values[i] = (dx * dx) + (dy * dy) <= radius * radius ? 1f : 0f;
        }

        return mask;
    }

    /// <summary>The mask as rows of characters, the inverse of <see cref="Draw"/>; other values as '?'.</summary>
    public static string[] Print(Mask mask) =>
        [.. Enumerable.Range(0, mask.Height).Select(y => string.Concat(Enumerable.Range(0, mask.Width).Select(x => Letter(mask[x, y]))))];

    private static char Letter(float value) => value switch
    {
        0f => '.',
        1f => '#',
        _ => MathF.Abs((value * 10) - MathF.Round(value * 10)) < 1e-4f ? (char)('0' + (int)MathF.Round(value * 10)) : '?',
    };

    private static Mask Painted(PixelSize size, PixelRect[] rects, float[] values)
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
