using CsCheck;
using Infill.Engines.Patch;
using Infill.Engines.Smooth;
using Infill.Tiles;

namespace Infill.Tests.Tiles;

public sealed class ContextRuleTests
{
    [Theory]
    [InlineData(1, 160)]
    [InlineData(80, 160)]
    [InlineData(81, 162)]
    [InlineData(250, 500)]
    [InlineData(251, 500)]
    [InlineData(255, 504)]
    [InlineData(1000, 1100)]
    public void MarginFor_PatchEngine_IsTwiceTheHoleThenAFlatterLine(int holePx, int marginPx) =>
        Assert.Equal(marginPx, PatchEngine.Description.Context.MarginFor(holePx));

    [Theory]
    [InlineData(1, 24)]
    [InlineData(50, 25)]
    [InlineData(96, 48)]
    [InlineData(5000, 48)]
    public void MarginFor_SmoothEngine_IsHalfTheHoleUpToALimit(int holePx, int marginPx) =>
        Assert.Equal(marginPx, SmoothEngine.Description.Context.MarginFor(holePx));

    [Fact]
    public void MarginFor_LargerHole_NeverAsksForLessAndNeverForLessThanTheMinimum() =>
        Gen.Select(Gen.Int[0, 200], Gen.Double[0, 4], Gen.Int[0, 400], Gen.Double[0, 2], Gen.Int[1, 5000]).Sample((min, factor, start, slope, hole) =>
        {
            var rule = new ContextRule(min, factor, start, slope);

            int margin = rule.MarginFor(hole);

            Assert.True(margin >= min, $"{margin} is below the minimum {min}");
            Assert.True(rule.MarginFor(hole + 1) >= margin);
            Assert.True(margin <= Math.Max(min, Math.Min(factor * hole, start + (slope * hole))), "never beyond either line, but for the minimum");
        });

    [Fact]
    public void MarginFor_HugeHole_StopsAtTheLargestIntegerInsteadOfWrapping() =>
        Assert.Equal(int.MaxValue, new ContextRule(1, 4, 0, 4).MarginFor(int.MaxValue));
}
