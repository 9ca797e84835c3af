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
        MaskAssert.Same(expected, mask);
    }

    [Fact]
    public void Cleaned_HoleAndSpeck_AreGoneAndTheRestStays()
    {
        float[] values = [.. Enumerable.Range(0, 144).Select(i => (i % 12, i / 12) is ( >= 1 and <= 8, >= 1 and <= 8) and not (4, 4) or (11, 11) ? 3f : -2f)];
        ScoreMap clean = new ScoreMap(values, new PixelSize(12, 12), (12, 12)).Cleaned(0, crumbShare: 0.02);

        Assert.InRange(clean.Values[(4 * 12) + 4], 1e-6f, 0.1f);
        Assert.InRange(clean.Values[(11 * 12) + 11], -0.1f, -1e-6f);
        Assert.Equal(3f, clean.Values[(2 * 12) + 2]);
        Assert.Equal(2, values.Zip(clean.Values).Count(pair => pair.First != pair.Second));
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
