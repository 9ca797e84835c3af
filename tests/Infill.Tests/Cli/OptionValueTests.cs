using Infill.Cli.Options;
using Infill.Cli.Reports;

namespace Infill.Tests.Cli;

public sealed class OptionValueTests
{
    [Theory]
    [InlineData("4px", 4, false)]
    [InlineData("4", 4, false)]
    [InlineData("0", 0, false)]
    [InlineData("3%", 3, true)]
    [InlineData("2.5%", 2.5, true)]
    public void Amount_GoodText_IsRead(string text, double value, bool isPercent)
    {
        Assert.True(Amount.TryParse(text, out Amount amount));
        Assert.Equal(new Amount(value, isPercent), amount);
    }

    [Theory]
    [InlineData("")]
    [InlineData("%")]
    [InlineData("px")]
    [InlineData("-1")]
    [InlineData("1.5px")]
    [InlineData("NaN")]
    [InlineData("NaN%")]
    [InlineData("∞%")]
    [InlineData("1e3")]
    [InlineData("1,5%")]
    [InlineData("3 %")]
    public void Amount_BadText_IsRefused(string text) => Assert.False(Amount.TryParse(text, out _));

    [Theory]
    [InlineData(100, false, 640, 100)]
    [InlineData(20, true, 640, 128)]
    [InlineData(12.5, true, 41, 5)]
    public void ToPixels_PixelsOrPercent_OfTheWhole(double value, bool isPercent, int whole, int expected) =>
        Assert.Equal(expected, new Amount(value, isPercent).ToPixels(whole));

    [Theory]
    [InlineData("16:9", 16.0 / 9)]
    [InlineData("1.85:1", 1.85)]
    [InlineData("1:1", 1)]
    public void AspectRatio_GoodText_IsRead(string text, double expected)
    {
        Assert.True(AspectRatio.TryParse(text, out AspectRatio ratio));
        Assert.Equal(expected, ratio.Value);
    }

    [Theory]
    [InlineData("16")]
    [InlineData("16:9:1")]
    [InlineData("0:9")]
    [InlineData("16:0")]
    [InlineData("0:0")]
    [InlineData("NaN:1")]
    [InlineData("-16:9")]
    [InlineData("101:1")]
    [InlineData("1:101")]
    public void AspectRatio_BadText_IsRefused(string text) => Assert.False(AspectRatio.TryParse(text, out _));

    [Fact]
    public void PointList_Points_AreReadInOrder() =>
        Assert.Equal([(0, 210.5), (-3, 205)], PointList.Parse("0,210.5  -3,205"));

    [Theory]
    [InlineData("")]
    [InlineData("1,1")]
    [InlineData("1 1 2 2")]
    [InlineData("1,1 2,2,2")]
    [InlineData("1,1 2,x")]
    [InlineData("1,1 2,Infinity")]
    public void PointList_AnythingElse_IsNull(string text) => Assert.Null(PointList.Parse(text));

    [Theory]
    [InlineData(0, "0.0 %")]
    [InlineData(0.012, "1.2 %")]
    [InlineData(0.00002, "0.002 %")]
    [InlineData(1, "100.0 %")]
    public void Percent_AnyShare_KeepsAUsefulDigit(double share, string expected) => Assert.Equal(expected, Numbers.Percent(share));
}
