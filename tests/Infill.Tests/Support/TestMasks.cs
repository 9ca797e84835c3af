using CsCheck;
using Infill.Imaging;

namespace Infill.Tests.Support;

/// <summary>Small masks whose right answer is known, and random ones.</summary>
internal static class TestMasks
{
    /// <summary>Any mask from 1×1 to 40×40: blobs, specks and soft pixels at any place, often at the border; sometimes empty or full.</summary>
    public static Gen<Mask> Any { get; } =
        from width in Gen.Int[1, 40]
        from height in Gen.Int[1, 40]
        from discs in Gen.Select(Gen.Int[-3, 43], Gen.Int[-3, 43], Gen.Int[0, 9], Gen.OneOf(1f, 1f, 1f, 0.3f, 0.5f, 0f)).Array[0, 6]
        from specks in Gen.Select(Gen.Int[0, 39], Gen.Int[0, 39], Gen.Float[0f, 1f]).Array[0, 8]
        select Draw(new PixelSize(width, height), discs, specks);

    /// <summary>A mask from rows of text: '#' = 1, '.' = 0, a digit = tenths.</summary>
    public static Mask Parse(string rows)
    {
        string[] lines = rows.Split('\n');
        var mask = new Mask(new PixelSize(lines[0].Length, lines.Length));
        for (int i = 0; i < mask.Values.Length; i++)
        {
            char c = lines[i / mask.Width][i % mask.Width];
            mask.Values[i] = c switch { '#' => 1f, '.' => 0f, _ => (c - '0') / 10f };
        }

        return mask;
    }

    /// <summary>A hard disc around the middle.</summary>
    public static Mask Disc(int width, int height, double radius) =>
        FromFunction(new PixelSize(width, height), (x, y) => Math.Sqrt(Square(x - (width / 2)) + Square(y - (height / 2))) <= radius ? 1f : 0f);

    /// <summary>A mask from a function of column and row.</summary>
    public static Mask FromFunction(PixelSize size, Func<int, int, float> value)
    {
        var mask = new Mask(size);
        for (int i = 0; i < mask.Values.Length; i++)
        {
            mask.Values[i] = value(i % size.Width, i / size.Width);
        }

        return mask;
    }

    private static Mask Draw(PixelSize size, (int X, int Y, int Radius, float Value)[] discs, (int X, int Y, float Value)[] specks) =>
        FromFunction(size, (x, y) =>
        {
            float value = 0f;
            foreach ((int cx, int cy, int radius, float inside) in discs)
            {
                value = Square(x - cx) + Square(y - cy) <= Square(radius) ? inside : value;
            }

            foreach ((int sx, int sy, float speck) in specks)
            {
                value = (x, y) == (sx, sy) ? speck : value;
            }

            return value;
        });

    private static double Square(double v) => v * v;
}
