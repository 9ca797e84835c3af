using Infill.Imaging;
using Infill.Masks;
using Infill.Masks.CastShadows;
using Infill.Tests.Support;

namespace Infill.Tests.Masks.CastShadows;

public sealed class MaskContourTests
{
    [Fact]
    public void Trace_AnyMask_HasAPointPerPixelEdgeBetweenFilledAndKept() => CsCheck.Check.Sample(TestMasks.Any, mask =>
    {
        int edges = 0;
        for (int y = -1; y < mask.Height; y++)
        {
            for (int x = -1; x < mask.Width; x++)
            {
                edges += (IsFilled(mask, x, y) != IsFilled(mask, x + 1, y) ? 1 : 0) + (IsFilled(mask, x, y) != IsFilled(mask, x, y + 1) ? 1 : 0);
            }
        }

        Assert.Equal(edges, MaskContour.Trace(mask).Sum(loop => loop.Length));
    });

    [Fact]
    public void Trace_RingWithHole_WalksOutsideClockwiseAndInsideTheOtherWay()
    {
        IReadOnlyList<MaskPoint[]> loops = MaskContour.Trace(TestMasks.Parse(
            """
            .....
            .###.
            .#.#.
            .###.
            .....
            """.ReplaceLineEndings("\n")));

        Assert.Equal([12, 4], loops.Select(loop => loop.Length));
        Assert.True(TwiceArea(loops[0]) > 0);
        Assert.True(TwiceArea(loops[1]) < 0);
    }

    [Fact]
    public void Smooth_Square_RoundsCornersAndStaysInside()
    {
        MaskPoint[] loop = MaskContour.Trace(TestTiles.RectMask(new PixelSize(40, 40), new PixelRect(10, 10, 20, 20)))[0];

        MaskPoint[] smooth = MaskContour.Smooth(loop, 2);

        Assert.Equal(loop.Length, smooth.Length);
        Assert.All(smooth, point => Assert.True(point.X is > 9.9 and < 30.1 && point.Y is > 9.9 and < 30.1));
        Assert.True(TwiceArea(smooth) < TwiceArea(loop));
    }

    private static bool IsFilled(Mask mask, int x, int y) => mask[x, y] >= MaskGrow.HardValue;

    private static double TwiceArea(MaskPoint[] loop) =>
        loop.Select((point, i) => (point.X * loop[(i + 1) % loop.Length].Y) - (loop[(i + 1) % loop.Length].X * point.Y)).Sum();
}
