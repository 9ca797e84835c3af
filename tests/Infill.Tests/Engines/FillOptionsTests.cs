using Infill.Engines;

namespace Infill.Tests.Engines;

public sealed class FillOptionsTests
{
    [Theory]
    [InlineData(1, 0, 1)]
    [InlineData(1, 4, 5)]
    [InlineData(int.MaxValue, 1, 0)]
    [InlineData(int.MaxValue - 1, 3, 1)]
    [InlineData(0, -1, int.MaxValue)]
    [InlineData(int.MaxValue, int.MaxValue, int.MaxValue - 1)]
    public void SeedAfter_AnyNumber_StaysASeed(int seed, int add, int expected) =>
        Assert.Equal(expected, new FillOptions { Seed = seed }.SeedAfter(add));
}
