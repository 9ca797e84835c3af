using Infill.Cli.Jobs;

namespace Infill.Tests.Cli;

public sealed class SwapArgumentsTests
{
    [Theory]
    [InlineData("none", null, "contact", "needs a ground to fall on")]
    [InlineData("prompt:sand", null, "keep", "not drawn where a model fills")]
    public void FindObstacle_ContradictingOptions_SaysWhy(string background, double? margin, string? shadow, string reason) =>
        Assert.Contains(reason, SwapBuilder.FindObstacle(new SwapArguments { Background = background, MarginPercent = margin, Shadow = shadow }), StringComparison.Ordinal);

    [Theory]
    [InlineData("white", "square", 5.0, "contact")]
    [InlineData("none", "keep", null, "none")]
    [InlineData("prompt:sand", "10x10", null, null)]
    public void FindObstacle_OptionsThatGoTogether_IsNone(string background, string canvas, double? margin, string? shadow) =>
        Assert.Null(SwapBuilder.FindObstacle(new SwapArguments { Background = background, Canvas = canvas, MarginPercent = margin, Shadow = shadow }));

    [Fact]
    public void FindFault_TextsOfAFile_AreChecked()
    {
        Assert.Null(new SwapArguments { Background = "table.jpg", Canvas = "square", Shadow = "keep", Edges = "refine" }.FindFault());
        Assert.Equal("a background", new SwapArguments { Background = "#1" }.FindFault());
        Assert.Equal("a canvas", new SwapArguments { Canvas = "x" }.FindFault());
        Assert.Equal("a shadow", new SwapArguments { Shadow = "deep" }.FindFault());
        Assert.Equal("edges", new SwapArguments { Edges = "sharp" }.FindFault());
    }

    [Fact]
    public void Rooted_File_GetsItsFullPath()
    {
        Assert.True(Path.IsPathRooted(new SwapArguments { Background = "table.jpg" }.Rooted().Background));
        Assert.Equal("gradient:white-black", new SwapArguments { Background = "gradient:white-black" }.Rooted().Background);
    }
}
