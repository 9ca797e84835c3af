using Infill.Imaging;
using Infill.Quality;
using Infill.Quality.Detectors;

namespace Infill.Tests.Quality.Detectors;

/// <summary>The coarser grid over a view; its sides are odd, so that cells at two edges are cut.</summary>
public sealed class ViewCellsTests
{
    private static readonly FillView View = QualityScenes.View(QualityScenes.Photo());

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(500)]
    public void Means_AnySide_AreThoseOfEveryCellsPixels(int side)
    {
        var cells = new ViewCells(View, side);
        float[] plane = View.Lab.Plane(0).ToArray();

        float[] means = cells.Means(plane);

        Assert.Equal(cells.Size.Area, means.Length);
        for (int i = 0; i < means.Length; i++)
        {
            (int x, int y) = (i % cells.Size.Width * side, i / cells.Size.Width * side);
            PixelRect pixels = new PixelRect(x, y, side, side).Intersect(View.Lab.Size.Bounds);
            double sum = 0;
            for (int k = 0; k < pixels.Area; k++)
            {
                sum += plane[((pixels.Y + (k / pixels.Width)) * View.Width) + pixels.X + (k % pixels.Width)];
            }

            Assert.Equal(sum / pixels.Area, means[i], 0.01);
        }
    }

    [Theory]
    [InlineData(4f, float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity, -4f)]
    [InlineData(1f, 3f)]
    public void Find_ARange_GivesTheCellsOfThatDepth(float from, float to)
    {
        var cells = new ViewCells(View, 2);

        int[] found = cells.Find(from, to);

        Assert.Equal(Enumerable.Range(0, cells.Depth.Length).Where(i => cells.Depth[i] >= from && cells.Depth[i] <= to), found);
        Assert.NotEmpty(found);
    }

    [Fact]
    public void Depth_SideOne_IsTheViewsOwn() => Assert.Equal(View.Depth, new ViewCells(View, 1).Depth);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    public void Paint_AnySide_FillsTheHoleAndNothingElse(int side)
    {
        var cells = new ViewCells(View, side);
        float[] values = [.. Enumerable.Range(1, cells.Depth.Length).Select(i => (float)i)];

        float[] map = cells.Paint(values);

        for (int i = 0; i < map.Length; i++)
        {
            int cell = (i / View.Width / side * cells.Size.Width) + (i % View.Width / side);
            Assert.Equal(View.Depth[i] > 0 ? cell + 1 : 0, map[i]);
        }
    }
}
