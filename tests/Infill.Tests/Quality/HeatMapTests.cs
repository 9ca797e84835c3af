using Infill.Imaging;
using Infill.Quality;
using Infill.Tests.Support;

namespace Infill.Tests.Quality;

public sealed class HeatMapTests
{
    [Fact]
    public void Draw_NoHeat_IsThePictureInGrey()
    {
        Image photo = QualityScenes.Photo();

        Image drawn = HeatMap.Draw(photo, new Mask(photo.Size, default));

        Assert.Equal(photo.Size, drawn.Size);
        for (int i = 0; i < 500; i++)
        {
            int x = i * 7 % photo.Width, y = i * 13 % photo.Height;
            Assert.Equal(drawn[x, y, 0], drawn[x, y, 1]);
            Assert.Equal(drawn[x, y, 0], drawn[x, y, 2]);
        }
    }

    [Theory]
    [InlineData(1f, true)]
    [InlineData(0.3f, false)]
    public void Draw_Heat_IsRedWhereStrongAndYellowWhereWeak(float value, bool isRed)
    {
        Image photo = Pictures.Flat(20, 20, 0.4);
        var heat = new Mask(photo.Size);
        heat[5, 6] = value;

        Image drawn = HeatMap.Draw(photo, heat);

        Assert.True(drawn[5, 6, 0] > drawn[6, 6, 0] + 40);
        Assert.Equal(isRed, drawn[5, 6, 1] < drawn[6, 6, 1]);
        Assert.True(drawn[5, 6, 2] < drawn[6, 6, 2]);
    }

    [Fact]
    public void Draw_SixteenBitWithAlpha_GivesEightBitRgb() =>
        Assert.Equal(Pictures.Rgb8, HeatMap.Draw(Pictures.Noise(9, 7, new PixelFormat(ColorModel.Rgb, HasAlpha: true, BitDepth: 16)), new Mask(new PixelSize(9, 7))).Format);

    [Fact]
    public void Draw_OtherSizes_AreRefused()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => HeatMap.Draw(Pictures.Flat(4, 4, 0), new Mask(new PixelSize(5, 4))));

        Assert.Contains("5×4", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Merge_TwoParts_KeepsTheStrongerOfEach()
    {
        PartVerdict first = Part(new PixelRect(2, 2, 3, 1), [0.1f, 0.9f, 0.5f]), second = Part(new PixelRect(4, 2, 2, 1), [0.7f, 0.2f]);

        Mask heat = HeatMap.Merge(new PixelSize(10, 10), [first, second]);

        Assert.Equal([0.1f, 0.9f, 0.7f, 0.2f], Enumerable.Range(2, 4).Select(x => heat[x, 2]));
        Assert.Equal(0f, heat[0, 0]);
    }

    [Fact]
    public void Merge_NoParts_IsEmpty() => Assert.True(HeatMap.Merge(new PixelSize(10, 10), []).FindBounds().IsEmpty);

    private static PartVerdict Part(PixelRect window, float[] heat) => new(0, [], window, heat);
}
