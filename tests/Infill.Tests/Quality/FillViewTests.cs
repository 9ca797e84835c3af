using Infill.Imaging;
using Infill.Quality;
using Infill.Tests.Support;

namespace Infill.Tests.Quality;

public sealed class FillViewTests
{
    [Fact]
    public void Cut_DiscInTheMiddle_HasRoomOnAllSides()
    {
        Mask hole = QualityScenes.Disc();

        FillView view = QualityScenes.View(QualityScenes.Photo(), hole);

        int margin = FillView.MarginOf(hole.FindBounds());
        Assert.Equal(hole.FindBounds().Inflate(margin), view.Window);
        Assert.Equal(hole.CountFilled(), view.HolePixels);
    }

    [Theory]
    [InlineData(4, 4, 48)]
    [InlineData(100, 100, 80)]
    [InlineData(5000, 5000, 128)]
    public void MarginOf_AnyHole_GrowsWithItWithinBounds(int width, int height, int margin) =>
        Assert.Equal(margin, FillView.MarginOf(new PixelRect(0, 0, width, height)));

    [Fact]
    public void Depth_AnyPixel_IsAboveZeroInTheHoleOnly()
    {
        Mask hole = QualityScenes.Disc();
        FillView view = QualityScenes.View(QualityScenes.Photo(), hole);

        for (int i = 0; i < view.Depth.Length; i++)
        {
            bool isHole = hole[view.Window.X + (i % view.Width), view.Window.Y + (i / view.Width)] > 0;
            Assert.Equal(isHole, view.Depth[i] > 0);
            Assert.NotEqual(0, view.Depth[i]);
        }
    }

    [Fact]
    public void Depth_CentreOfADisc_IsItsRadius()
    {
        FillView view = QualityScenes.View(QualityScenes.Photo());

        float deepest = view.Depth.Max();

        Assert.InRange(deepest, 35, 38);
    }

    [Fact]
    public void Cut_HoleAtTheCorner_StaysInThePicture()
    {
        Mask hole = QualityScenes.Disc(x: 10, y: 8);

        FillView view = QualityScenes.View(QualityScenes.Photo(), hole);

        Assert.True(QualityScenes.Size.Bounds.Contains(view.Window));
        Assert.Equal(0, view.Window.X);
        Assert.Equal(0, view.Window.Y);
    }

    [Fact]
    public void Cut_TransparentPixels_AreShownOnGrey()
    {
        var image = new Image(new PixelSize(80, 80), Pictures.Rgba8);
        image.Samples8.AsSpan().Clear();
        Mask hole = TestMasks.Disc(80, 80, 12);

        FillView view = FillView.Cut(image, hole, hole.FindBounds());

        // Lightness of half grey.
        Assert.All(view.Lab.Plane(0).ToArray(), l => Assert.InRange(l, 53, 54));
        Assert.All(view.Lab.Plane(1).ToArray(), a => Assert.InRange(a, -0.01f, 0.01f));
    }

    [Fact]
    public void Blurred_SameSigmaTwice_IsMadeOnce()
    {
        FillView view = QualityScenes.View(QualityScenes.Photo());

        FloatImage first = view.Blurred(2.2);

        Assert.Same(first, view.Blurred(2.2));
        Assert.NotSame(first, view.Blurred(0.8));
    }

    [Fact]
    public void Deepest_NothingKept_IsZero()
    {
        Image photo = QualityScenes.Photo();

        Assert.Equal(0, QualityScenes.View(photo, Holes.Of(photo.Width, photo.Height, photo.Size.Bounds)).Deepest);
        Assert.Equal(QualityScenes.View(photo).Depth.Max(), QualityScenes.View(photo).Deepest);
    }

    [Theory]
    [InlineData(-1, 0, false)]
    [InlineData(0, 0, true)]
    [InlineData(0, -1, false)]
    [InlineData(5000, 0, false)]
    [InlineData(0, 5000, false)]
    public void Contains_AnyPlace_SaysWhetherItLiesInside(int x, int y, bool expected) =>
        Assert.Equal(expected, QualityScenes.View(QualityScenes.Photo()).Contains(x, y));
}
