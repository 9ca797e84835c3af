using CsCheck;
using Infill.Imaging;
using Infill.Masks;
using Infill.Quality.Refining;
using Infill.Tests.Support;

namespace Infill.Tests.Quality.Refining;

public sealed class PassMaskTests
{
    private static readonly Mask Composite = MaskPrep.Prepare(Holes.Of(60, 50, new PixelRect(15, 12, 30, 26)), new MaskOptions()).Composite;

    private static readonly Gen<TracePass> Passes =
        from region in Gen.OneOf<string>("whole", "worst", "box", "border")
        from x in Gen.Int[0, 58]
        from y in Gen.Int[0, 48]
        from size in Gen.Int[1, 70]
        from width in Gen.Int[1, 30]
        from grow in Gen.Int[0, 20]
        from feather in Gen.Int[0, 20]
        select Pass(region, new PixelRect(x, y, size, size), width) with { GrowPx = grow, FeatherPx = feather };

    [Fact]
    public void Make_AnyPass_IsNowhereAboveTheComposite() => Passes.Sample(pass =>
    {
        Mask mask = PassMask.Make(Composite, pass, share: 1);

        MaskAssert.NowhereAbove(mask, Composite);
    }, iter: 400);

    [Fact]
    public void Make_Share_ScalesEveryValue()
    {
        TracePass pass = Pass("box", new PixelRect(20, 20, 10, 9)) with { FeatherPx = 2 };

        Mask whole = PassMask.Make(Composite, pass, share: 1), half = PassMask.Make(Composite, pass, share: 0.5f);

        Assert.Equal(whole.Values.Select(v => v / 2), half.Values);
    }

    [Fact]
    public void Make_WholeWithoutFade_IsTheComposite() => Assert.Equal(Composite.Values, PassMask.Make(Composite, Pass("whole", default), share: 1).Values);

    [Fact]
    public void Make_Box_IsFullInsideAndNothingBeyond()
    {
        Mask mask = PassMask.Make(Composite, Pass("box", new PixelRect(25, 20, 8, 6)), share: 1);

        Assert.Equal(new PixelRect(25, 20, 8, 6), mask.FindBounds());
        Assert.Equal(48, mask.Values.Count(v => v == 1));
    }

    [Fact]
    public void Make_BoxThatGrows_ReachesFartherButNotOverTheMask()
    {
        Mask grown = PassMask.Make(Composite, Pass("box", new PixelRect(25, 20, 8, 6)) with { GrowPx = 3 }, share: 1);
        Mask over = PassMask.Make(Composite, Pass("box", new PixelRect(25, 20, 8, 6)) with { GrowPx = 60 }, share: 1);

        Assert.Equal(new PixelRect(22, 17, 14, 12), grown.FindBounds());
        Assert.Equal(Composite.Values, over.Values);
    }

    [Fact]
    public void Make_BoxWithFade_FallsFromItsMiddleToItsEdge()
    {
        Mask mask = PassMask.Make(Composite, Pass("box", new PixelRect(22, 18, 16, 14)) with { FeatherPx = 3 }, share: 1);

        Assert.Equal([0.25f, 0.5f, 0.75f, 1f], Enumerable.Range(22, 4).Select(x => mask[x, 25]));
    }

    [Fact]
    public void Make_BoxAtTheHolesEdge_FadesTowardsTheHoleOnly()
    {
        Mask hard = Holes.Of(60, 50, new PixelRect(15, 12, 30, 26));

        Mask mask = PassMask.Make(hard, Pass("box", new PixelRect(5, 5, 20, 40)) with { FeatherPx = 3 }, share: 1);

        Assert.Equal(1f, mask[15, 25]);
        Assert.Equal(0.25f, mask[24, 25]);
        Assert.Equal(0f, mask[25, 25]);
    }

    [Theory]
    [InlineData(4, 0)]
    [InlineData(4, 3)]
    [InlineData(1, 0)]
    public void Make_Border_IsABandOfItsWidth(int width, int feather)
    {
        Mask hard = Holes.Of(60, 50, new PixelRect(10, 10, 40, 30));

        Mask mask = PassMask.Make(hard, Pass("border", default, width) with { FeatherPx = feather }, share: 1);

        Assert.Equal(1f, mask[10, 25]);
        Assert.True(mask[9 + width, 25] > 0);
        Assert.Equal(0f, mask[10 + width, 25]);
        Assert.Equal(feather == 0, mask.Values.All(v => v is 0 or 1));
    }

    [Theory]
    [InlineData(3, 4)]
    [InlineData(100, 10)]
    [InlineData(900, 32)]
    public void UsualBorderPx_HoleOfASize_IsATenthWithinBounds(int side, int expected) =>
        Assert.Equal(expected, PassMask.UsualBorderPx(Holes.Of(1000, 1000, new PixelRect(50, 50, side, side))));

    private static TracePass Pass(string region, PixelRect place, int border = 1) =>
        new() { Name = "p", Engine = "fake", Region = region, Place = place, BorderPx = border };
}
