using System.Globalization;
using CsCheck;
using Infill.Imaging;
using Infill.Masks;

namespace Infill.Tests.Masks;

/// <summary>What is written as a prompt is what is asked, whatever the numbers.</summary>
public sealed class MaskPromptLawTests
{
    private static readonly PixelSize Size = new(400, 300);

    [Fact]
    public void Click_AnyPoints_AreAskedForAsWritten() =>
        Gen.Select(Gen.Double[0, 400], Gen.Double[0, 300], Gen.Bool).Array[0, 9].Sample(
            more =>
            {
                (double X, double Y, bool IsInside)[] clicks = [(1.5, 2, true), .. more.Select(c => (Math.Round(c.Item1, 3), Math.Round(c.Item2, 3), c.Item3))];
                string text = "click:" + string.Join(' ', clicks.Select(c => string.Create(CultureInfo.InvariantCulture, $"{(c.IsInside ? "" : "-")}{c.X:0.###},{c.Y:0.###}")));

                MaskPrompt prompt = MaskExpression.Parse(text).FindPrompt(Size)!;

                Assert.Equal(clicks.Select(c => new MaskClick(new MaskPoint(c.X, c.Y), c.IsInside)), prompt.Clicks);
                Assert.Null(prompt.FindProblem(Size));
            },
            iter: 200);

    [Fact]
    public void Box_AnyPercentages_AreOfItsOwnSides() =>
        Gen.Select(Gen.Int[0, 99], Gen.Int[0, 99], Gen.Int[1, 100], Gen.Int[1, 100]).Sample(
            (x, y, width, height) =>
            {
                MaskPrompt prompt = MaskExpression.Parse($"box:{x}%,{y}%,{width}%,{height}%").FindPrompt(Size)!;

                MaskBox box = prompt.Box!.Value;
                Assert.Equal(4.0 * x, box.TopLeft.X, 1e-9);
                Assert.Equal(3.0 * y, box.TopLeft.Y, 1e-9);
                Assert.Equal(4.0 * (x + width), box.BottomRight.X, 1e-9);
                Assert.Equal(3.0 * (y + height), box.BottomRight.Y, 1e-9);
                Assert.Null(prompt.FindProblem(Size));
            },
            iter: 200);

    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(400, 300, true)]
    [InlineData(400.01, 300, false)]
    [InlineData(-0.01, 5, false)]
    [InlineData(5, 300.5, false)]
    public void FindProblem_PointsAtTheBorder_BelongToThePicture(double x, double y, bool isFine)
    {
        var prompt = new MaskPrompt { Kind = MaskPromptKind.Thing, Clicks = [new MaskClick(new MaskPoint(x, y))] };

        Assert.Equal(isFine, prompt.FindProblem(Size) is null);
    }

    [Theory]
    [InlineData(-50, -50, 10, 10, true)]
    [InlineData(399, 299, 900, 900, true)]
    [InlineData(400, 0, 410, 10, false)]
    [InlineData(-20, 5, 0, 10, false)]
    [InlineData(10, 10, 10, 20, false)]
    [InlineData(10, 20, 20, 10, false)]
    public void FindProblem_Boxes_MustCoverSomething(double left, double top, double right, double bottom, bool isFine)
    {
        var prompt = new MaskPrompt { Kind = MaskPromptKind.Thing, Box = new MaskBox(new MaskPoint(left, top), new MaskPoint(right, bottom)) };

        Assert.Equal(isFine, prompt.FindProblem(Size) is null);
    }
}
