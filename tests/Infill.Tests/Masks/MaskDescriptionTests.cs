using Infill.Imaging;
using Infill.Masks;
using Infill.Tests.Support;

namespace Infill.Tests.Masks;

public sealed class MaskDescriptionTests
{
    [Fact]
    public void Describe_TwoParts_CountsAndListsTheLargestFirst()
    {
        Mask mask = TestMasks.Parse("#....\n...##\n...#4\n.....");

        MaskDescription description = MaskDescription.Describe(mask);

        Assert.Equal((5L, 1L, 2), (description.FilledPixels, description.SoftPixels, description.RegionCount));
        Assert.Equal(25.0, description.FilledPercent);
        Assert.Equal(new PixelRect(0, 0, 5, 3), description.Bounds);
        Assert.Equal([new MaskRegion(new PixelRect(3, 1, 2, 2), 4), new MaskRegion(new PixelRect(0, 0, 1, 1), 1)], description.Regions);
        Assert.Equal((true, true, true, false), (description.TouchesLeft, description.TouchesTop, description.TouchesRight, description.TouchesBottom));
        Assert.Equal(mask.ComputeHash(), description.Hash);
    }

    [Fact]
    public void Describe_ManyParts_ListsTheThousandLargest()
    {
        Mask mask = TestMasks.FromFunction(new PixelSize(200, 80), (x, y) => (x % 4 == 0 || (y == 78 && x % 4 == 1)) && y % 2 == 0 ? 1f : 0f);

        MaskDescription description = MaskDescription.Describe(mask);

        Assert.Equal((2000, 1000), (description.RegionCount, description.Regions.Count));
        Assert.Equal(50, description.Regions.TakeWhile(region => region.Pixels == 2).Count());
    }

    [Fact]
    public void Describe_EmptyMask_TouchesNothing()
    {
        MaskDescription description = MaskDescription.Describe(new Mask(new PixelSize(3, 3)));

        Assert.Empty(description.Regions);
        Assert.False(description.TouchesLeft || description.TouchesTop || description.TouchesRight || description.TouchesBottom);
    }

    [Theory]
    [InlineData(ColorModel.Grey, false, 16)]
    [InlineData(ColorModel.Rgb, true, 8)]
    [InlineData(ColorModel.Cmyk, false, 8)]
    public void Overlay_AnyFormat_TintsTheMaskAndKeepsTheRest(ColorModel model, bool hasAlpha, int bitDepth)
    {
        // Zeros are black, transparent (shown on white) and no ink.
        var image = new Image(new PixelSize(7, 7), new PixelFormat(model, hasAlpha, bitDepth));
        int paper = model == ColorModel.Grey ? 0 : 255;

        Image overlay = MaskPreview.Overlay(image, TestTiles.RectMask(image.Size, new PixelRect(1, 1, 5, 5)));

        Assert.Equal("8-bit RGB", overlay.Format.ToString());
        Assert.Equal((paper, paper, paper), (overlay[0, 3, 0], overlay[0, 3, 1], overlay[0, 3, 2]));
        Assert.Equal((255, 255, 0), (overlay[1, 3, 0], overlay[1, 3, 1], overlay[1, 3, 2]));
        Assert.True(overlay[3, 3, 0] > overlay[3, 3, 1] + 100);
    }

    [Fact]
    public void Overlay_Shadow_IsBlueWhereTheMaskDoesNotLie()
    {
        var image = new Image(new PixelSize(9, 9), new PixelFormat(ColorModel.Grey, HasAlpha: false, 8));

        Image overlay = MaskPreview.Overlay(
            image, TestTiles.RectMask(image.Size, new PixelRect(0, 0, 9, 5)), TestTiles.RectMask(image.Size, new PixelRect(0, 0, 9, 9)));

        Assert.True(overlay[4, 2, 0] > overlay[4, 2, 2] + 40);
        Assert.True(overlay[4, 7, 2] > overlay[4, 7, 0] + 40);
    }

    [Fact]
    public void Overlay_OtherSize_NamesBothSizes()
    {
        var image = new Image(new PixelSize(2, 3), new PixelFormat(ColorModel.Grey, HasAlpha: false, 8));

        ArgumentException error = Assert.Throws<ArgumentException>(() => MaskPreview.Overlay(image, new Mask(new PixelSize(3, 2))));

        Assert.Contains("Mask is 3×2, picture is 2×3", error.Message, StringComparison.Ordinal);
    }
}
