using Infill.Evaluation.Metrics;
using Infill.Imaging;
using Infill.Tests.Support;

namespace Infill.Tests.Evaluation.Metrics;

public sealed class MaskScoresTests
{
    private static readonly PixelSize Size = new(200, 150);

    [Fact]
    public void Iou_ShiftedSquare_IsItsShare()
    {
        Assert.Equal(1, MaskScores.Iou(Square(20), Square(20)));
        Assert.Equal(30.0 * 40 / ((2 * 1600) - (30 * 40)), MaskScores.Iou(Square(20), Square(30)), 1e-9);
        Assert.Equal(0, MaskScores.Iou(Square(20), Square(90)));
        Assert.Equal(1, MaskScores.Iou(new Mask(Size), new Mask(Size)));
        Assert.Equal(0, MaskScores.Iou(new Mask(Size), Square(20)));
    }

    [Fact]
    public void BoundaryF_WithinTheTolerance_IsOne()
    {
        // 0.8 % of the diagonal of 250 px is 2 px.
        Assert.Equal(1, MaskScores.BoundaryF(Square(22), Square(20)));
        Assert.InRange(MaskScores.BoundaryF(Square(23), Square(20)), 0.4, 0.7);
        Assert.Equal(0, MaskScores.BoundaryF(Square(100), Square(20)));
        Assert.Equal(0, MaskScores.BoundaryF(new Mask(Size), Square(20)));
        Assert.Equal(1, MaskScores.BoundaryF(new Mask(Size), new Mask(Size)));
    }

    [Fact]
    public void BoundaryF_HoleInside_CostsPrecision()
    {
        Mask holed = TestMasks.FromFunction(Size, (x, y) => x is >= 20 and < 60 && y is >= 30 and < 70 && !(x is >= 35 and < 45 && y is >= 45 and < 55) ? 1f : 0f);

        Assert.InRange(MaskScores.BoundaryF(holed, Square(20)), 0.8, 0.95);
    }

    [Fact]
    public void Scores_OtherSizes_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => MaskScores.Iou(new Mask(Size), new Mask(new PixelSize(3, 3))));
        Assert.Throws<ArgumentException>(() => MaskScores.BoundaryF(new Mask(Size), new Mask(new PixelSize(3, 3))));
    }

    private static Mask Square(int left) => TestMasks.FromFunction(Size, (x, y) => x >= left && x < left + 40 && y is >= 30 and < 70 ? 1f : 0f);
}
