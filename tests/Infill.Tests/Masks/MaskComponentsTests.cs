using CsCheck;
using Infill.Imaging;
using Infill.Masks;
using Infill.Tests.Support;

namespace Infill.Tests.Masks;

public sealed class MaskComponentsTests
{
    [Fact]
    public void Find_TwoParts_AreNumberedInReadingOrder()
    {
        Mask mask = TestMasks.Parse(".....\n...3#\n.#...\n#.#..");

        IReadOnlyList<MaskComponent> parts = MaskComponents.Find(mask);

        Assert.Equal([(new PixelRect(3, 1, 2, 1), 2), (new PixelRect(0, 2, 3, 2), 3)], parts.Select(p => (p.Bounds, p.PixelCount)));
        MaskAssert.Looks(".....\n...3#\n.....\n.....", Cut(parts[0], mask));
    }

    [Fact]
    public void Find_AnyMask_PartsAreDisjointAndRebuildTheMask() => TestMasks.Any.Sample(
        mask =>
        {
            IReadOnlyList<MaskComponent> parts = MaskComponents.Find(mask);

            var sum = new Mask(mask.Size, default);
            foreach (MaskComponent part in parts)
            {
                Mask cut = Cut(part, mask);
                MaskAssert.WindowIsTight(cut);
                Assert.Equal(part.PixelCount, cut.CountFilled());
                Assert.Equal(0, CountTouching(sum, cut));
                sum = MaskCombine.Add(sum, cut);
            }

            MaskAssert.Same(mask, sum);
        },
        iter: 500);

    [Fact]
    public void Find_EmptyMask_HasNoParts() => Assert.Empty(MaskComponents.Find(new Mask(new PixelSize(5, 5))));

    [Fact]
    public void Find_LongSnake_IsOnePart()
    {
        // A serpentine of 250,000 pixels would overflow the stack of a recursive fill.
        Mask snake = TestMasks.FromFunction(new PixelSize(700, 701), (x, y) => y % 2 == 0 || x == (y % 4 == 1 ? 699 : 0) ? 1f : 0f);

        Assert.Single(MaskComponents.Find(snake));
    }

    [Fact]
    public void Prepare_ManySpecks_KeepsThemApart()
    {
        Mask specks = TestMasks.FromFunction(new PixelSize(1200, 1200), (x, y) => x % 6 == 0 && y % 6 == 0 ? 1f : 0f);

        PreparedMask prepared = MaskPrep.Prepare(specks, new MaskOptions());

        Assert.Equal(40_000, MaskComponents.Find(prepared.Denoise).Count);
    }

    private static Mask Cut(MaskComponent part, Mask mask)
    {
        var cut = new Mask(mask.Size, part.Bounds);
        foreach (PixelRun run in part.Runs())
        {
            for (int x = run.X; x < run.Right; x++)
            {
                cut[x, run.Y] = mask[x, run.Y];
            }
        }

        return cut;
    }

    private static int CountTouching(Mask sum, Mask part)
    {
        int touching = 0;
        PixelRect around = part.Window.Inflate(1);
        for (int y = around.Y; y < around.Bottom; y++)
        {
            for (int x = around.X; x < around.Right; x++)
            {
                bool isNear = Enumerable.Range(0, 9).Any(i => part[x + (i % 3) - 1, y + (i / 3) - 1] > 0);
                touching += isNear && sum[x, y] > 0 ? 1 : 0;
            }
        }

        return touching;
    }
}
