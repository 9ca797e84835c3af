using Infill.Imaging;
using Infill.Tiles;

namespace Infill.Tests.Tiles;

public sealed class ThinSplitTests
{
    private const long LargeContext = ThinSplit.WholeContextPx + 1;

    [Fact]
    public void Cut_SmallContext_LeavesAWireWhole()
    {
        HolePart wire = Wire(length: 2000, width: 4);

        Assert.Same(wire, Assert.Single(ThinSplit.Cut(wire, ThinSplit.WholeContextPx)));
    }

    [Fact]
    public void Cut_ThickPart_IsLeftWhole()
    {
        HolePart block = Wire(length: 2000, width: 250);

        Assert.Same(block, Assert.Single(ThinSplit.Cut(block, LargeContext)));
    }

    [Fact]
    public void Cut_Wire_GivesBlocksThatPartitionIt()
    {
        HolePart wire = Wire(length: 2001, width: 3);

        HolePart[] blocks = [.. ThinSplit.Cut(wire, LargeContext)];

        Assert.Equal(8, blocks.Length);
        Assert.Equal(wire.PixelCount, blocks.Sum(b => b.PixelCount));
        Assert.All(blocks, b => Assert.True(b.LongerSide <= ThinSplit.MinBlockPx));
        Assert.Equal(wire.Bounds, blocks.Aggregate(default(PixelRect), (all, b) => all.Union(b.Bounds)));
    }

    [Fact]
    public void Cut_DiagonalWire_GivesTightBlocks()
    {
        HolePart diagonal = HolePart.FromRuns([.. Enumerable.Range(0, 1000).Select(i => new PixelRun(i, i, 3))]);

        HolePart[] blocks = [.. ThinSplit.Cut(diagonal, LargeContext)];

        Assert.Equal(3000, blocks.Sum(b => b.PixelCount));
        Assert.True(blocks.Sum(b => b.Bounds.Area) < diagonal.Bounds.Area / 3);
    }

    private static HolePart Wire(int length, int width) =>
        HolePart.FromRuns([.. Enumerable.Range(0, width).Select(y => new PixelRun(7, 5 + y, length))]);
}
