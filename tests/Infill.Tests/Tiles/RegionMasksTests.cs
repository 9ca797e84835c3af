using Infill.Imaging;
using Infill.Masks;
using Infill.Tests.Support;
using Infill.Tiles;

namespace Infill.Tests.Tiles;

public sealed class RegionMasksTests
{
    private static readonly PixelRect First = new(10, 10, 6, 6);
    private static readonly PixelRect Second = new(20, 10, 6, 6);

    [Fact]
    public void Cut_OtherRegionNotFilledYet_IsUnknownAndNotGenerated()
    {
        Mask mask = Holes.Of(40, 30, First, Second);
        CropPlan plan = PlanFor(First, new PixelRect(5, 5, 20, 16));

        RegionMasks masks = RegionMasks.Cut(Prepared(mask), mask, plan);

        Assert.Equal(36, masks.Denoise.CountFilled());
        Assert.Equal(1f, masks.Denoise[5, 5]);
        Assert.NotNull(masks.Unknown);
        Assert.Equal(5 * 6, masks.Unknown.CountFilled()); // columns 20–24 of the second hole fall into the tile
        Assert.Equal(new PixelRect(15, 5, 5, 6), masks.Unknown.FindBounds());
        Assert.Equal(masks.Denoise.Values, masks.Composite.Values);
    }

    [Fact]
    public void Cut_OtherRegionAlreadyFilled_IsOrdinaryContent()
    {
        Mask mask = Holes.Of(40, 30, First, Second);
        Mask pending = mask.Clone();
        Holes.Paint(pending, Second, 0f);

        RegionMasks masks = RegionMasks.Cut(Prepared(mask), pending, PlanFor(First, new PixelRect(5, 5, 30, 16)));

        Assert.Null(masks.Unknown);
    }

    [Fact]
    public void Cut_SoftMask_KeepsItsValues()
    {
        Mask mask = Holes.Of(40, 30, First);
        Holes.Paint(mask, new PixelRect(10, 10, 6, 1), 0.25f);

        RegionMasks masks = RegionMasks.Cut(Prepared(mask), mask, PlanFor(First, First.Inflate(4)));

        Assert.Equal(0.25f, masks.Denoise[4, 4]);
        Assert.Equal(1f, masks.Denoise[4, 5]);
    }

    [Fact]
    public void Cut_CompositeWithSmallerWindow_Is0Outside()
    {
        Mask denoise = Holes.Of(40, 30, First);
        Mask composite = Holes.Of(40, 30, First.Inflate(-2));

        RegionMasks masks = RegionMasks.Cut(new PreparedMask(denoise, composite, 0, 0), denoise, PlanFor(First, First.Inflate(3)));

        Assert.Equal(36, masks.Denoise.CountFilled());
        Assert.Equal(new PixelRect(5, 5, 2, 2), masks.Composite.FindBounds());
    }

    [Fact]
    public void Cut_OverlapWithAnEarlierStrip_FadesInOverTheOverlap()
    {
        Mask mask = Holes.Of(60, 20, new PixelRect(20, 0, 40, 20));
        Mask pending = mask.Clone();
        Holes.Paint(pending, new PixelRect(20, 0, 20, 20), 0f); // columns 20–39 are filled
        var strip = new PixelRect(36, 0, 24, 20);

        RegionMasks masks = RegionMasks.Cut(Prepared(mask), pending, PlanFor(strip, new PixelRect(26, 0, 34, 20)));

        float[] row = [.. Enumerable.Range(9, 7).Select(x => masks.Composite[x, 10])];
        Assert.Equal([0f, 0.2f, 0.4f, 0.6f, 0.8f, 1f, 1f], row.Select(v => MathF.Round(v, 5)));
        Assert.Null(masks.Unknown);
    }

    private static PreparedMask Prepared(Mask mask) => new(mask, mask, 0, 0);

    private static CropPlan PlanFor(PixelRect hole, PixelRect source) => new()
    {
        SourceInImage = source,
        HoleInImage = hole,
        HolePixels = hole.Area,
        Runs = [.. Enumerable.Range(hole.Y, hole.Height).Select(y => new PixelRun(hole.X, y, hole.Width))],
    };
}
