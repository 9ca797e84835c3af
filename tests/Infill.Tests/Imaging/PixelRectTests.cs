using CsCheck;
using Infill.Imaging;

namespace Infill.Tests.Imaging;

public sealed class PixelRectTests
{
    // Small numbers on purpose: empty, touching, nested and negative rectangles all occur often.
    private static readonly Gen<PixelRect> Any =
        Gen.Select(Gen.Int[-6, 6], Gen.Int[-6, 6], Gen.Int[-1, 7], Gen.Int[-1, 7], (x, y, w, h) => new PixelRect(x, y, w, h));

    [Fact]
    public void Contains_EveryPixel_CountsTheArea() => Any.Sample(rect => Assert.Equal(rect.Area, Pixels(rect).Count));

    [Fact]
    public void Intersect_AnyTwo_HoldsExactlyTheCommonPixels() => Gen.Select(Any, Any).Sample((a, b) =>
    {
        PixelRect common = a.Intersect(b);

        Assert.Equal([.. Pixels(a).Where(p => b.Contains(p.X, p.Y))], Pixels(common));
        Assert.Equal(common, b.Intersect(a));
        Assert.True(!common.IsEmpty || common == default, $"{common} is empty and must be the empty rectangle at the origin");
    });

    [Fact]
    public void Union_AnyTwo_IsTheSmallestThatHoldsBoth() => Gen.Select(Any, Any).Sample((a, b) =>
    {
        PixelRect all = a.Union(b);

        Assert.True(all.Contains(a) && all.Contains(b));
        Assert.Equal(Pixels(all), Pixels(b.Union(a)));
        List<(int X, int Y)> both = [.. Pixels(a), .. Pixels(b)];
        if (both.Count > 0)
        {
            Assert.Equal(
                PixelRect.FromEdges(both.Min(p => p.X), both.Min(p => p.Y), both.Max(p => p.X) + 1, both.Max(p => p.Y) + 1), all);
        }
    });

    [Fact]
    public void Contains_OtherRectangle_MeansAllItsPixels() => Gen.Select(Any, Any).Sample((a, b) =>
        Assert.Equal(Pixels(b).TrueForAll(p => a.Contains(p.X, p.Y)), a.Contains(b)));

    [Fact]
    public void Inflate_ThereAndBack_IsTheSameRectangle() => Gen.Select(Any, Gen.Int[-5, 5]).Sample((rect, margin) =>
    {
        PixelRect grown = rect.Inflate(margin);

        Assert.Equal(rect, grown.Inflate(-margin));
        Assert.Equal((rect.X - margin, rect.Right + margin), (grown.X, grown.Right));
        Assert.Equal((rect.Y - margin, rect.Bottom + margin), (grown.Y, grown.Bottom));
    });

    [Fact]
    public void RelativeTo_AnyOrigin_MovesEveryPixelAlike() => Gen.Select(Any, Gen.Int[-9, 9], Gen.Int[-9, 9]).Sample((rect, x, y) =>
    {
        PixelRect moved = rect.RelativeTo(x, y);

        Assert.Equal(Pixels(rect).Select(p => (p.X - x, p.Y - y)), Pixels(moved, -16, 23));
        Assert.Equal(rect.Size, moved.Size);
    });

    [Theory]
    [InlineData(int.MaxValue, 0, 10, 5)]
    [InlineData(0, int.MaxValue, 5, 10)]
    [InlineData(int.MinValue, int.MinValue, 7, 7)]
    public void Intersect_RectangleBeyondTheIntegers_HasNothingInCommonWithThePicture(int x, int y, int width, int height)
    {
        var picture = new PixelRect(0, 0, 40, 30);
        var far = new PixelRect(x, y, width, height);

        Assert.Equal(default, picture.Intersect(far));
        Assert.False(picture.Contains(far));
        Assert.Equal(new PixelRect(3, 3, 37, 27), picture.Intersect(new PixelRect(3, 3, int.MaxValue, int.MaxValue)));
        Assert.True(new PixelRect(3, 3, int.MaxValue, int.MaxValue).Contains(39, 29));
    }

    [Fact]
    public void Area_LargestSides_DoesNotOverflow()
    {
        Assert.Equal(46341L * 46341, new PixelRect(0, 0, 46341, 46341).Area);
        Assert.Equal((long)int.MaxValue * int.MaxValue, new PixelSize(int.MaxValue, int.MaxValue).Area);
        Assert.Equal(0, new PixelRect(3, 3, -46341, -46341).Area);
    }

    [Fact]
    public void ToString_SizeAndRectangle_AreAsMessagesPrintThem()
    {
        Assert.Equal("640×427", new PixelSize(640, 427).ToString());
        Assert.Equal("64×40 at (10, -20)", new PixelRect(10, -20, 64, 40).ToString());
        Assert.Equal(new PixelRect(0, 0, 5, 9), new PixelSize(5, 9).Bounds);
    }

    private static List<(int X, int Y)> Pixels(PixelRect rect, int low = -14, int high = 14) =>
    [
        .. from y in Enumerable.Range(low, high - low)
           from x in Enumerable.Range(low, high - low)
           where rect.Contains(x, y)
           select (x, y),
    ];
}
