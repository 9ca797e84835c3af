using System.Globalization;
using CsCheck;
using Infill.Cli.Options;

namespace Infill.Tests.Cli;

public sealed class OptionLawTests
{
    private static readonly Gen<string> AnyText = Gen.OneOf(
        Gen.String, Gen.OneOf("1", "2", ".", ",", ":", " ", "-", "+", "e", "%", "px", "NaN", "Infinity", "٣").Array[0, 7].Select(string.Concat));

    [Fact]
    public void Amount_Printed_IsReadBackAsItself() =>
        Gen.Select(Gen.Int[0, 1_000_000], Gen.Bool).Sample((n, isPercent) =>
        {
            var amount = new Amount(isPercent ? n / 64.0 : n, isPercent);

            Assert.True(Amount.TryParse(amount.ToString(), out Amount back));
            Assert.Equal(amount, back);
        });

    [Fact]
    public void Amount_AnyAcceptedText_GivesPixelsThatAreNotNegative() => AnyText.Sample(text =>
    {
        if (Amount.TryParse(text, out Amount amount))
        {
            Assert.True(double.IsFinite(amount.Value) && amount.Value >= 0, text);
            Assert.Equal(text.EndsWith('%'), amount.IsPercent);
            Assert.True(amount.ToPixels(4000) >= 0, text);
        }
    });

    [Fact]
    public void ToPixels_LargerWhole_IsNeverLessAndPixelsNeverMove() =>
        Gen.Select(Gen.Double[0, 500], Gen.Int[0, 9000]).Sample((percent, whole) =>
        {
            var amount = new Amount(percent, IsPercent: true);

            Assert.InRange(amount.ToPixels(whole) - (percent * whole / 100), -0.5 - 1e-9, 0.5 + 1e-9);
            Assert.True(amount.ToPixels(whole + 1) >= amount.ToPixels(whole));
            Assert.Equal(12, new Amount(12, IsPercent: false).ToPixels(whole));
        });

    [Fact]
    public void ToPixels_HugeAmount_StopsAtTheLargestInteger()
    {
        Assert.True(Amount.TryParse("99999999999px", out Amount pixels));

        Assert.Equal(int.MaxValue, pixels.ToPixels(10));
        Assert.Equal(int.MaxValue, new Amount(1e12, IsPercent: true).ToPixels(4000));
    }

    [Fact]
    public void AspectRatio_AnyAcceptedText_IsTheQuotientAndWithinItsLimits() => AnyText.Sample(text =>
    {
        if (AspectRatio.TryParse(text, out AspectRatio ratio))
        {
            double[] parts = [.. text.Split(':').Select(p => double.Parse(p, CultureInfo.InvariantCulture))];
            Assert.Equal(parts[0] / parts[1], ratio.Value);
            Assert.InRange(ratio.Value, 0.01, 100);
            Assert.True(ratio is { Width: > 0, Height: > 0 }, text);
        }
    });

    [Theory, InlineData("100:1"), InlineData("1:100"), InlineData("0.5:.25")]
    public void AspectRatio_AtItsLimits_IsRead(string text) => Assert.True(AspectRatio.TryParse(text, out _));

    [Fact]
    public void PointList_Printed_IsReadBackInOrder() =>
        Gen.Select(Gen.Int[-99999, 99999], Gen.Int[-99999, 99999]).Array[2, 30].Sample(points =>
        {
            (double X, double Y)[] expected = [.. points.Select(p => (p.Item1 / 8.0, p.Item2 / 8.0))];

            Assert.Equal(expected, PointList.Parse(string.Join(' ', expected.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.X},{p.Y}")))));
        });

    [Fact]
    public void PointList_AnyAcceptedText_HoldsAtLeastTwoFinitePoints() => AnyText.Sample(text =>
    {
        if (PointList.Parse(text) is IReadOnlyList<(double X, double Y)> points)
        {
            Assert.True(points.Count >= 2, text);
            Assert.All(points, p => Assert.True(double.IsFinite(p.X) && double.IsFinite(p.Y), text));
        }
    });
}
