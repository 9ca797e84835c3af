using Infill.Engines;
using Infill.Imaging;
using Infill.Masks;
using Infill.Onnx.MaskModels;
using Infill.Tests.Support;

namespace Infill.Tests.Onnx.MaskModels;

public sealed class ScoreMapTests
{
    [Theory]
    [InlineData(8, 8)]
    [InlineData(33, 17)]
    [InlineData(3, 5)]
    public void ToMask_AnySize_IsTheInterpolatedMapAboveTheThreshold(int width, int height)
    {
        float[] values = [.. Enumerable.Range(0, 64).Select(i => MathF.Sin(i % 8 * 0.7f) + MathF.Cos(i / 8 * 0.9f))];
        var map = new ScoreMap(values, new PixelSize(8, 8), (8, 5.5));
        var size = new PixelSize(width, height);

        Mask mask = new ScoreMap(values, new PixelSize(8, 8), (8, 5.5)).ToMask(size, 0.2f);

        Mask expected = TestMasks.FromFunction(size, (x, y) => map.At(new MaskPoint(x + 0.5, y + 0.5), size) > 0.2f ? 1f : 0f);
        double cell = map.CellPx(size);
        int noise = (int)(6 * cell * cell);
        MaskAssert.Same(MaskPrep.Prepare(expected, new MaskOptions { FillHolesPx = noise, DropSpecksPx = noise, GrowPx = 0, FeatherPx = 0 }).Composite, mask);
    }

    [Fact]
    public void ShareAbove_Padding_IsNotCounted()
    {
        var map = new ScoreMap([1, 1, 9, 9, -1, 1, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9], new PixelSize(4, 4), (2, 2));

        Assert.Equal(0.75, map.ShareAbove(0));
        Assert.Equal(0, map.ShareAbove(1));
    }

    [Fact]
    public void Of_NotANumberOrAnotherCount_IsRefused()
    {
        Assert.Contains("NaN", Assert.Throws<EngineException>(() => ScoreMap.Of("It", [0, float.NaN], new PixelSize(2, 1), (2, 1))).Message, StringComparison.Ordinal);
        Assert.Contains("expected 4", Assert.Throws<EngineException>(() => ScoreMap.Of("It", [0, 1], new PixelSize(2, 2), (2, 2))).Message, StringComparison.Ordinal);
    }
}
