using CsCheck;
using Infill.Imaging;
using Infill.Masks;
using Infill.Tests.Support;

namespace Infill.Tests.Masks;

public sealed class MaskPrepTests
{
    private static readonly MaskOptions AsDrawn = new() { FillHolesPx = 0, GrowPx = 0, FeatherPx = 0 };

    private static readonly Gen<MaskOptions> AnyOptions =
        from holes in Gen.Int[0, 12]
        from specks in Gen.Int[0, 6]
        from fraction in Gen.OneOf(0, 0.03, 0.4, 1)
        from grow in Gen.Int[0, 5]
        from hasGrow in Gen.Bool
        from feather in Gen.Int[0, 6]
        from hasFeather in Gen.Bool
        select new MaskOptions
        {
            FillHolesPx = holes,
            DropSpecksPx = specks,
            GrowFraction = fraction,
            GrowPx = hasGrow ? grow : null,
            FeatherPx = hasFeather ? feather : null,
        };

    [Fact]
    public void Prepare_AnyMaskAndOptions_HoldsTheLaws() => Gen.Select(TestMasks.Any, AnyOptions).Sample(
        (mask, options) =>
        {
            Mask before = mask.Clone();

            PreparedMask prepared = MaskPrep.Prepare(mask, options);

            MaskAssert.Same(before, mask);
            MaskAssert.InRange(prepared.Denoise);
            MaskAssert.NowhereAbove(prepared.Composite, prepared.Denoise);
            MaskAssert.ZeroExactlyWhereKept(prepared.Composite, prepared.Denoise);
            Assert.Equal(prepared.Denoise.FindBounds(), prepared.Denoise.Window);
            Assert.Equal(prepared.Denoise.Window, prepared.Composite.Window);
        },
        iter: 1000);

    [Fact]
    public void Prepare_AnyMaskAndOptions_EqualsTheDefinition() => Gen.Select(TestMasks.Any, AnyOptions).Sample(
        (mask, options) =>
        {
            PreparedMask prepared = MaskPrep.Prepare(mask, options);

            (Mask denoise, Mask least, Mask most) = MaskPrepDefinition.Prepare(mask, options);
            MaskAssert.Same(denoise, prepared.Denoise);
            MaskAssert.NowhereAbove(least, prepared.Composite);
            MaskAssert.NowhereAbove(prepared.Composite, most);
        },
        iter: 400);

    [Fact]
    public void Prepare_NoDroppedSpecks_KeepsTheUsersValues() => Gen.Select(TestMasks.Any, AnyOptions).Sample(
        (mask, options) => MaskAssert.NowhereAbove(mask, MaskPrep.Prepare(mask, options with { DropSpecksPx = 0 }).Denoise),
        iter: 500);

    [Fact]
    public void Prepare_NothingToDo_GivesTheUsersMaskTwice() => TestMasks.Any.Sample(
        mask =>
        {
            PreparedMask prepared = MaskPrep.Prepare(mask, AsDrawn);

            MaskAssert.Same(mask, prepared.Denoise);
            MaskAssert.Same(mask, prepared.Composite);
            Assert.Equal((0, 0), (prepared.GrownPx, prepared.FeatherPx));
        },
        iter: 300);

    [Fact]
    public void Prepare_DefaultFeather_ShowsAllOfTheObject() => Gen.Select(TestMasks.Any, AnyOptions).Sample(
        (mask, options) =>
        {
            Mask composite = MaskPrep.Prepare(mask, options with { FeatherPx = null, DropSpecksPx = 0 }).Composite;

            // From ½ a value belongs to an object and keeps its own strength; 1 stays 1.
            Assert.All(Pixels(mask), p => Assert.True(mask[p.X, p.Y] < 1f || composite[p.X, p.Y] == 1f, $"{p}: {composite[p.X, p.Y]}"));
        },
        iter: 500);

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(10, 0.03, 1)]
    [InlineData(100, 0.03, 3)]
    [InlineData(100, 0.5, 50)]
    [InlineData(100, 1, 64)]
    [InlineData(100, 0, 0)]
    public void Prepare_SquareObject_GrowsByTheFractionOfItsSide(int side, double fraction, int expectedPx)
    {
        Mask square = Holes.Of(400, 300, new PixelRect(150, 100, side, side));

        PreparedMask prepared = MaskPrep.Prepare(square, new MaskOptions { GrowFraction = fraction });

        Assert.Equal(expectedPx, prepared.GrownPx);
        Assert.Equal(expectedPx / 2, prepared.FeatherPx);
        Assert.Equal(new PixelRect(150, 100, side, side).Inflate(expectedPx).Intersect(square.Size.Bounds), prepared.Denoise.FindBounds());
    }

    [Fact]
    public void Prepare_SmallBesideLarge_GrowsEachByItsOwnSize()
    {
        Mask mask = Holes.Of(300, 200, new PixelRect(20, 20, 100, 100), new PixelRect(200, 50, 2, 2));

        Mask denoise = MaskPrep.Prepare(mask, new MaskOptions { GrowFraction = 0.1 }).Denoise;

        IEnumerable<PixelRect> bounds = MaskComponents.Find(denoise).Select(part => part.Bounds);
        Assert.Equal([new PixelRect(10, 10, 120, 120), new PixelRect(199, 49, 4, 4)], bounds);
    }

    [Fact]
    public void Prepare_EnclosedHoles_AreFilledUpToTheLimit()
    {
        Mask mask = TestMasks.Draw(
            "##########",
            "#.###..###",
            "###.##.#..",
            "##########");

        Mask filled = MaskPrep.Prepare(mask, AsDrawn with { FillHolesPx = 2 }).Denoise;

        Assert.Equal(
        [
            "##########",
            "#####..###",
            "######.#..",
            "##########",
        ],
            TestMasks.Print(filled));
    }

    [Fact]
    public void Prepare_HoleThroughADiagonalGap_IsEnclosed()
    {
        Mask ring = TestMasks.Draw(
            ".....",
            "..#..",
            ".#.#.",
            "..#..",
            ".....");

        Assert.Equal(1f, MaskPrep.Prepare(ring, AsDrawn with { FillHolesPx = 1 }).Denoise[2, 2]);
    }

    [Fact]
    public void Prepare_HoleInASoftStroke_TakesTheStrokesValue()
    {
        Mask soft = TestMasks.Draw(
            ".....",
            ".333.",
            ".3.3.",
            ".333.",
            ".....");

        Assert.Equal(0.3f, MaskPrep.Prepare(soft, AsDrawn with { FillHolesPx = 9 }).Denoise[2, 2]);
    }

    [Fact]
    public void Prepare_Specks_AreDroppedBelowTheLimitOnly()
    {
        Mask mask = TestMasks.Draw("##...#..#", "#....#...");

        Assert.Equal(["##.......", "#........"], TestMasks.Print(MaskPrep.Prepare(mask, AsDrawn with { DropSpecksPx = 3 }).Denoise));
    }

    [Fact]
    public void Prepare_SoftStrokeAlone_DoesNotGrow()
    {
        Mask soft = TestMasks.Draw(".....", ".444.", ".....");

        PreparedMask prepared = MaskPrep.Prepare(soft, new MaskOptions { GrowPx = 2 });

        MaskAssert.Same(soft, prepared.Denoise);
        Assert.Equal(0, prepared.GrownPx);
    }

    [Fact]
    public void Prepare_MaskAtThePicturesBorder_FadesInsideOnly()
    {
        Mask left = Holes.Of(12, 5, new PixelRect(0, 0, 4, 5));

        Mask composite = MaskPrep.Prepare(left, AsDrawn with { FeatherPx = 3 }).Composite;

        Assert.Equal([1f, 0.75f, 0.5f, 0.25f, 0f], Enumerable.Range(0, 5).Select(x => composite[x, 0]));
    }

    [Fact]
    public void Prepare_EmptyMask_StaysEmpty()
    {
        PreparedMask prepared = MaskPrep.Prepare(new Mask(new PixelSize(9, 7)), new MaskOptions());

        Assert.Equal(0, prepared.Denoise.CountFilled());
        Assert.True(prepared.Composite.Window.IsEmpty);
    }

    [Theory, InlineData(float.NaN), InlineData(1.01f), InlineData(-0.1f), InlineData(float.PositiveInfinity)]
    public void Prepare_ValueOutsideTheRange_IsRefused(float value)
    {
        var mask = new Mask(new PixelSize(3, 3));
        mask[1, 1] = value;

        ArgumentException error = Assert.Throws<ArgumentException>(() => MaskPrep.Prepare(mask, new MaskOptions()));

        Assert.Contains("must be 0 (keep) to 1 (fill)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Prepare_OptionsOutsideTheirRange_AreRefused()
    {
        Mask mask = TestMasks.Draw("#");
        MaskOptions[] bad =
        [
            new() { FillHolesPx = -1 }, new() { DropSpecksPx = -1 }, new() { GrowPx = 513 }, new() { GrowPx = -1 }, new() { FeatherPx = 513 },
            new() { FeatherPx = -1 }, new() { GrowFraction = double.NaN }, new() { GrowFraction = 1.1 }, new() { GrowFraction = -0.1 },
        ];

        Assert.All(bad, options => Assert.Throws<ArgumentOutOfRangeException>(() => MaskPrep.Prepare(mask, options)));
    }

    [Fact]
    public void Prepare_HoleInAHundredMegapixels_AllocatesForTheHoleOnly()
    {
        Mask hole = Holes.Of(10_000, 10_000, new PixelRect(6_000, 3_000, 400, 400));
        _ = MaskPrep.Prepare(TestMasks.Disc(31, 31, 9), new MaskOptions());
        long before = GC.GetAllocatedBytesForCurrentThread();

        PreparedMask prepared = MaskPrep.Prepare(hole, new MaskOptions());

        // A picture-sized byte plane alone would be 100 MB; 64 bytes for each of 424² grown pixels are 11.5 MB.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 64L * 424 * 424);
        Assert.Equal(12, prepared.GrownPx);
    }

    [Fact]
    public void Prepare_TwoHolesFarApart_AllocatesLittleBeyondTheResult()
    {
        Mask holes = Holes.Of(4_000, 4_000, new PixelRect(3, 5, 60, 60), new PixelRect(3_900, 3_900, 60, 60));
        long before = GC.GetAllocatedBytesForCurrentThread();

        PreparedMask prepared = MaskPrep.Prepare(holes, new MaskOptions());

        // Denoise and composite are dense in their common window of 15.5 M pixels; the work between must not be.
        long result = 2L * sizeof(float) * prepared.Denoise.Window.Area;
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, result, result + (8 << 20));
    }

    private static IEnumerable<(int X, int Y)> Pixels(Mask mask) =>
        from y in Enumerable.Range(0, mask.Height)
        from x in Enumerable.Range(0, mask.Width)
        select (x, y);
}
