using Infill.Imaging;
using Infill.Masks;
using Infill.Tests.Support;

namespace Infill.Tests.Masks;

public sealed class MaskPrepTests
{
    private static readonly MaskOptions Nothing = new() { FillHolesPx = 0, DropSpecksPx = 0, GrowFraction = 0, FeatherPx = 0 };

    [Theory]
    [InlineData(3, "......\n.####.\n.#..##\n.####.", "......\n.####.\n.#####\n.####.")]
    [InlineData(1, "......\n.####.\n.#..##\n.####.", "......\n.####.\n.#..##\n.####.")]
    [InlineData(9, "####\n#..#\n#..#", "####\n#..#\n#..#")]
    [InlineData(9, "####\n#..#\n##.#", "####\n#..#\n##.#")]
    [InlineData(9, ".###.\n##.##\n#.#.#\n#####", ".###.\n#####\n#####\n#####")]
    [InlineData(9, ".....\n.###.\n.#.#.\n.##..\n.....", ".....\n.###.\n.###.\n.##..\n.....")]
    [InlineData(9, ".333.\n.3.3.\n.333.", ".333.\n.333.\n.333.")]
    [InlineData(9, ".....\n.##..\n.#.#.\n.##..\n.....", ".....\n.##..\n.###.\n.##..\n.....")]
    public void Prepare_FillHoles_FillsSmallEnclosedIslands(int limit, string mask, string expected)
    {
        PreparedMask prepared = MaskPrep.Prepare(TestMasks.Parse(mask), Nothing with { FillHolesPx = limit });

        MaskAssert.Looks(expected, prepared.Denoise);
    }

    [Theory]
    [InlineData(0, "#..##\n....#\n3....", "#..##\n....#\n3....")]
    [InlineData(2, "#..##\n....#\n3....", "...##\n....#\n.....")]
    [InlineData(3, "#..##\n....#\n3....", "...##\n....#\n.....")]
    [InlineData(4, "#..##\n.#..#\n.....", ".....\n.....\n.....")]
    public void Prepare_DropSpecks_DropsPartsWithFewerPixels(int limit, string mask, string expected)
    {
        PreparedMask prepared = MaskPrep.Prepare(TestMasks.Parse(mask), Nothing with { DropSpecksPx = limit });

        MaskAssert.Looks(expected, prepared.Denoise);
    }

    [Theory]
    [InlineData(1, ".....\n.....\n..#..\n.....\n4....", ".....\n..#..\n.###.\n..#..\n4....")]
    [InlineData(2, ".....\n.....\n..#..\n.....\n4....", "..#..\n.###.\n#####\n.###.\n4.#..")]
    public void Prepare_GrowPx_GrowsByEuclideanDistanceAndKeepsSoftValues(int pixels, string mask, string expected)
    {
        PreparedMask prepared = MaskPrep.Prepare(TestMasks.Parse(mask), Nothing with { GrowPx = pixels });

        MaskAssert.Looks(expected, prepared.Denoise);
        Assert.Equal(pixels, prepared.GrownPx);
    }

    [Theory]
    [InlineData(1, 0.03, 1)]
    [InlineData(50, 0.03, 2)]
    [InlineData(100, 0.03, 3)]
    [InlineData(100, 0.035, 4)]
    [InlineData(150, 1, 64)]
    public void Prepare_GrowFraction_IsRoundedAtLeastOneAndCapped(int side, double fraction, int grown)
    {
        Mask square = TestTiles.RectMask(new PixelSize(300, 300), new PixelRect(70, 70, side, side));

        PreparedMask prepared = MaskPrep.Prepare(square, new MaskOptions { GrowFraction = fraction });

        Assert.Equal(grown, prepared.GrownPx);
        Assert.Equal(grown / 2, prepared.FeatherPx);
        Assert.Equal(new PixelRect(70, 70, side, side).Inflate(grown), prepared.Denoise.FindBounds());
    }

    [Fact]
    public void Prepare_SmallestValueWithAWideFade_StaysInTheComposite()
    {
        var mask = new Mask(new PixelSize(9, 9), new PixelRect(4, 4, 1, 1));
        mask[4, 4] = float.Epsilon;

        PreparedMask prepared = MaskPrep.Prepare(mask, new MaskOptions { FillHolesPx = 0, GrowFraction = 0, FeatherPx = 512 });

        Assert.Equal(float.Epsilon, prepared.Composite[4, 4]);
    }

    [Fact]
    public void Prepare_SmallObjectBesideALargeOne_EachGrowsAndFadesByItsOwnSize()
    {
        Mask mask = TestTiles.RectMask(new PixelSize(220, 120), new PixelRect(10, 10, 100, 100));
        mask[150, 60] = 1f;

        PreparedMask prepared = MaskPrep.Prepare(mask, new MaskOptions { GrowFraction = 0.1 });

        Assert.Equal(1f, prepared.Denoise[119, 60]);
        Assert.Equal(0f, prepared.Denoise[120, 60]);
        Assert.Equal(5, CountRow(prepared.Denoise, y: 60, from: 140) + CountRow(prepared.Denoise, y: 59, from: 140) + CountRow(prepared.Denoise, y: 61, from: 140));
        Assert.Equal(1f, prepared.Composite[149, 60]);
        Assert.Equal(1f / 6f, prepared.Composite[119, 60], 1e-6f);
    }

    [Fact]
    public void Prepare_MaskAtTheBorder_DoesNotFadeThere()
    {
        Mask mask = TestTiles.RectMask(new PixelSize(30, 20), new PixelRect(0, 0, 12, 20));

        PreparedMask prepared = MaskPrep.Prepare(mask, Nothing with { FeatherPx = 4 });

        for (int y = 0; y < 20; y++)
        {
            Assert.Equal(1f, prepared.Composite[0, y]);
            Assert.Equal(0.2f, prepared.Composite[11, y], 1e-6f);
        }
    }

    [Fact]
    public void Prepare_FullMask_StaysFull()
    {
        PreparedMask prepared = MaskPrep.Prepare(TestTiles.RectMask(new PixelSize(7, 5), new PixelRect(0, 0, 7, 5)), new MaskOptions { FeatherPx = 3 });

        Assert.All(prepared.Composite.Values, value => Assert.Equal(1f, value));
        Assert.Equal(35, prepared.Composite.Values.Length);
    }

    [Fact]
    public void Prepare_SoftValues_MultiplyThroughTheFade()
    {
        Mask mask = TestMasks.Parse("4444444");

        PreparedMask prepared = MaskPrep.Prepare(mask.WithWindow(new PixelRect(0, 0, 5, 1)), Nothing with { FeatherPx = 1 });

        Assert.Equal([0.4f, 0.4f, 0.4f, 0.4f, 0.2f], prepared.Composite.Values);
        Assert.Equal([0.4f, 0.4f, 0.4f, 0.4f, 0.4f], prepared.Denoise.Values);
    }

    [Fact]
    public void Prepare_SoftStrokeAlone_DoesNotGrow()
    {
        Mask soft = TestMasks.Parse(".....\n.444.\n.....");

        PreparedMask prepared = MaskPrep.Prepare(soft, Nothing with { GrowPx = 2 });

        MaskAssert.Same(soft, prepared.Denoise);
        Assert.Equal(0, prepared.GrownPx);
    }

    [Fact]
    public void Prepare_EmptyMask_GivesEmptyMasks()
    {
        PreparedMask prepared = MaskPrep.Prepare(new Mask(new PixelSize(9, 4)), new MaskOptions());

        Assert.True(prepared.Denoise.Window.IsEmpty);
        Assert.True(prepared.Composite.Window.IsEmpty);
        Assert.Equal((0, 0), (prepared.GrownPx, prepared.FeatherPx));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(-0.1f)]
    [InlineData(1.5f)]
    [InlineData(float.PositiveInfinity)]
    public void Prepare_ValueOutsideTheRange_IsRefused(float value)
    {
        Mask mask = TestMasks.Parse("..#..");
        mask[3, 0] = value;

        ArgumentException error = Assert.Throws<ArgumentException>(() => MaskPrep.Prepare(mask, new MaskOptions()));

        Assert.Contains("must be 0 (keep) to 1 (fill)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Prepare_OptionOutsideItsRange_IsRefused()
    {
        Mask mask = TestMasks.Parse("..#..");
        MaskOptions[] wrong =
        [
            new() { GrowFraction = double.NaN }, new() { GrowFraction = -0.01 }, new() { GrowFraction = 1.01 }, new() { GrowPx = -1 },
            new() { GrowPx = 513 }, new() { FeatherPx = -1 }, new() { FeatherPx = 513 }, new() { FillHolesPx = -1 }, new() { DropSpecksPx = -1 },
        ];

        Assert.All(wrong, options => Assert.Throws<ArgumentOutOfRangeException>(() => MaskPrep.Prepare(mask, options)));
    }

    [Fact]
    public void Prepare_SmallHoleInALargePicture_AllocatesByTheHole()
    {
        const int Hole = 400, Window = 3000;
        var mask = new Mask(new PixelSize(10_000, 10_000), new PixelRect(4000, 4000, Window, Window));
        for (int y = 0; y < Hole; y++)
        {
            mask.WindowRow(1200 + y).Slice(1300, Hole).Fill(1f);
        }

        MaskPrep.Prepare(mask, new MaskOptions());
        long before = GC.GetAllocatedBytesForCurrentThread();
        PreparedMask prepared = MaskPrep.Prepare(mask, new MaskOptions());
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(new PixelRect(5300, 5200, Hole, Hole).Inflate(12), prepared.Denoise.Window);
        Assert.InRange(allocated, 0, 80L * (Hole + 24) * (Hole + 24));
    }

    private static int CountRow(Mask mask, int y, int from) => Enumerable.Range(from, mask.Width - from).Count(x => mask[x, y] > 0);
}
