using Infill.Imaging;
using Infill.Quality;
using Infill.Quality.Detectors;
using Infill.Tests.Support;

namespace Infill.Tests.Quality.Detectors;

public sealed class BorderTests
{
    [Fact]
    public void Of_Disc_HasPointsAllRoundThatPointInwards()
    {
        FillView view = QualityScenes.View(QualityScenes.Photo());
        (int cx, int cy) = (view.Width / 2, view.Height / 2);

        Border border = Border.Of(view);

        Assert.InRange(border.Points.Count, 150, 350);
        foreach ((int x, int y, float nx, float ny) in border.Points)
        {
            Assert.InRange((nx * nx) + (ny * ny), 0.999f, 1.001f);
            Assert.InRange((nx * (cx - x)) + (ny * (cy - y)), 30f, 40f);
        }
    }

    [Fact]
    public void At_AnyStep_StaysOnItsSide()
    {
        FillView view = QualityScenes.View(QualityScenes.Photo());
        Border border = Border.Of(view);

        for (int p = 0; p < border.Points.Count; p++)
        {
            for (int step = -Border.Outwards; step < Border.Inwards; step++)
            {
                int i = border.At(p, step);
                Assert.True(i < 0 || (view.Depth[i] > 0) == (step >= 0));
            }
        }
    }

    [Fact]
    public void At_ThePointItself_IsThePoint()
    {
        FillView view = QualityScenes.View(QualityScenes.Photo());
        Border border = Border.Of(view);

        Assert.All(Enumerable.Range(0, border.Points.Count), p =>
            Assert.Equal((border.Points[p].Y * view.Width) + border.Points[p].X, border.At(p, 0)));
    }

    [Fact]
    public void At_BeyondTheView_IsNone()
    {
        Mask hole = QualityScenes.Disc(x: 20, y: 20);
        Border border = Border.Of(QualityScenes.View(QualityScenes.Photo(), hole));

        Assert.Contains(Enumerable.Range(0, border.Points.Count), p => border.At(p, -Border.Outwards) < 0);
    }

    [Fact]
    public void Of_HoleOverThePicture_HasNoEdge()
    {
        Image photo = QualityScenes.Photo();
        Mask hole = Holes.Of(photo.Width, photo.Height, photo.Size.Bounds);

        Border border = Border.Of(QualityScenes.View(photo, hole));

        Assert.Empty(border.Points);
        Assert.Equal(0, border.CellCount);
    }

    [Fact]
    public void Cells_NeighbouringPoints_ShareThem()
    {
        Border border = Border.Of(QualityScenes.View(QualityScenes.Photo()));

        Assert.InRange(border.CellCount, 8, border.Points.Count / 4);
        Assert.Equal(Enumerable.Range(0, border.CellCount), border.Cells.Distinct().Order());
    }

    [Fact]
    public void Paint_OneCell_ColoursItsPlaceOnly()
    {
        FillView view = QualityScenes.View(QualityScenes.Photo());
        Border border = Border.Of(view);
        double[] values = new double[border.CellCount];
        values[0] = 2;

        float[] map = border.Paint(values);

        (int x, int y, _, _) = border.Points[Array.IndexOf(border.Cells, 0)];
        Assert.Equal(2f, map[(y * view.Width) + x]);
        Assert.InRange(map.Count(v => v > 0), 4, 22 * 22);
    }
}
