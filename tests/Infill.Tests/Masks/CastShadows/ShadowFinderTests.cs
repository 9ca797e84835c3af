using Infill.Imaging;
using Infill.Masks;
using Infill.Masks.CastShadows;
using Infill.Tests.Style;
using Infill.Tests.Support;

namespace Infill.Tests.Masks.CastShadows;

public sealed class ShadowFinderTests
{
    [Theory]
    [InlineData(0.5f, 0.5f, 0.5f, 1.0)]
    [InlineData(0.35f, 0.4f, 0.5f, 2.5)]
    [InlineData(0.7f, 0.7f, 0.7f, 1.5)]
    public void Find_ShadowOfAnyDepth_LiesOverIt(float red, float green, float blue, double sigma)
    {
        FoundShadow? found = ShadowFinder.Find(ShadowPictures.Draw((red, green, blue), sigma), ShadowPictures.Object);

        Assert.NotNull(found);
        double overlap = ShadowPictures.Overlap(ShadowPictures.Shadow, found.Mask);
        Assert.True(overlap >= 0.75, $"overlap {overlap:0.00}");
        Assert.InRange(found.Light.Green, green - 0.2, green + 0.2);
        Assert.True(found.Cast.Fall < 0, "the shadow lies before the object");
    }

    [Fact]
    public void Find_CupOnAPhotographedTable_LiesBelowItsSaucer()
    {
        Image photo = ImageFile.Load(Path.Combine(SourceTree.Root, "samples", "coffee.png"));
        Mask cup = MaskCombine.Add(
            MaskShapes.Ellipse(photo.Size, new MaskPoint(278, 225), 204, 162), MaskShapes.Ellipse(photo.Size, new MaskPoint(290, 105), 118, 88));

        FoundShadow? found = ShadowFinder.Find(photo, cup);

        Assert.NotNull(found);
        PixelRect bounds = found.Mask.FindBounds();
        Assert.InRange(bounds.Y, 260, 320);
        Assert.Equal(photo.Height, bounds.Bottom);
        Assert.InRange(found.Light.Green, 0.1, 0.5);
    }

    [Fact]
    public void Find_ShadowOnTheObject_IsNone()
    {
        FoundShadow found = ShadowFinder.Find(ShadowPictures.Draw((0.4f, 0.4f, 0.4f)), ShadowPictures.Object)!;

        for (int y = 0; y < ShadowPictures.Size.Height; y++)
        {
            for (int x = 0; x < ShadowPictures.Size.Width; x++)
            {
                Assert.True(found.Mask[x, y] == 0 || ShadowPictures.Object[x, y] == 0, $"({x}, {y})");
            }
        }
    }

    [Theory, InlineData(2), InlineData(24), InlineData(60)]
    public void Find_NoShadow_FindsNone(int grain) =>
        Assert.Null(ShadowFinder.Find(ShadowPictures.Draw((1, 1, 1), grain: grain), ShadowPictures.Object));

    [Fact]
    public void Find_GroundOfAnotherColor_IsNoShadow() =>
        Assert.Null(ShadowFinder.Find(ShadowPictures.Draw((0.1f, 1f, 1f)), ShadowPictures.Object));

    [Fact]
    public void Find_TinyOrMissingObject_FindsNone()
    {
        Image image = ShadowPictures.Draw((0.5f, 0.5f, 0.5f));

        Assert.Null(ShadowFinder.Find(image, TestTiles.RectMask(image.Size, new PixelRect(9, 9, 5, 5))));
        Assert.Null(ShadowFinder.Find(image, new Mask(image.Size)));
    }

    [Fact]
    public void Find_ObjectAtTheEdgeOrEverywhere_DoesNotFail()
    {
        Image image = ShadowPictures.Draw((1, 1, 1));

        Assert.Null(ShadowFinder.Find(image, TestTiles.RectMask(image.Size, image.Size.Bounds)));
        Assert.Null(ShadowFinder.Find(image, TestTiles.RectMask(image.Size, new PixelRect(0, 0, 40, 240))));
    }

    [Fact]
    public void Find_OtherSize_NamesBothSizes()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => ShadowFinder.Find(ShadowPictures.Draw((1, 1, 1)), new Mask(new PixelSize(3, 2))));

        Assert.Contains("Mask is 3×2, picture is 320×240", error.Message, StringComparison.Ordinal);
    }
}
