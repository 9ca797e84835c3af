using Infill.Cli.Jobs;
using Infill.Cli.Options;
using Infill.Imaging;
using Infill.Workflows.Products;

namespace Infill.Tests.Cli;

public sealed class BackgroundTextTests
{
    [Theory]
    [InlineData("white", 1, 1, 1)]
    [InlineData("Black", 0, 0, 0)]
    [InlineData("#f00", 1, 0, 0)]
    [InlineData("#3366cc", 0.2f, 0.4f, 0.8f)]
    public void Parse_Colour_IsOneColour(string text, float red, float green, float blue)
    {
        BackgroundText background = BackgroundText.Parse(text)!;

        Assert.Equal((red, green, blue), background.Colors!.From);
        Assert.Equal(background.Colors.From, background.Colors.To);
        Assert.Null(background.File);
    }

    [Theory]
    [InlineData("gradient:white-#808080", GradientDirection.Down)]
    [InlineData("gradient:white-grey@left", GradientDirection.Left)]
    [InlineData("gradient:#fff-#808080@out", GradientDirection.Out)]
    public void Parse_Gradient_HasTwoColoursAndADirection(string text, GradientDirection direction)
    {
        Backdrop colors = BackgroundText.Parse(text)!.Colors!;

        Assert.Equal(direction, colors.Direction);
        Assert.Equal((1f, 1f, 1f), colors.From);
        Assert.Equal(128 / 255f, colors.To.Red);
    }

    [Fact]
    public void Parse_OtherForms_AreToldApart()
    {
        Assert.True(BackgroundText.Parse("none")!.Colors!.IsClear);
        Assert.Equal("a wooden table", BackgroundText.Parse("prompt: a wooden table ")!.Prompt);
        Assert.Equal("table.jpg", BackgroundText.Parse("table.jpg")!.File);
        Assert.Equal("./white", BackgroundText.Parse("./white")!.File);
    }

    [Theory]
    [InlineData("#12345")]
    [InlineData("#ggg")]
    [InlineData("gradient:white")]
    [InlineData("gradient:white-nocolour")]
    [InlineData("gradient:white-black@sideways")]
    [InlineData("gradient:white-black@1")]
    [InlineData("prompt: ")]
    [InlineData(" ")]
    public void Parse_BrokenForms_AreNone(string text) => Assert.Null(BackgroundText.Parse(text));

    [Theory]
    [InlineData("keep", false, 0, 0)]
    [InlineData("square", true, 0, 0)]
    [InlineData("1200x900", false, 1200, 900)]
    [InlineData("12×9", false, 12, 9)]
    public void Parse_Canvas_IsAWordOrASize(string text, bool isSquare, int width, int height)
    {
        CanvasText canvas = CanvasText.Parse(text)!.Value;

        Assert.Equal(isSquare, canvas.IsSquare);
        Assert.Equal(width == 0 ? null : new PixelSize(width, height), canvas.Size);
        Assert.Equal(text != "keep", canvas.IsNew);
    }

    [Theory]
    [InlineData("round")]
    [InlineData("0x10")]
    [InlineData("10x70000")]
    [InlineData("10")]
    [InlineData("10x-5")]
    public void Parse_OtherCanvases_AreNone(string text) => Assert.Null(CanvasText.Parse(text));

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
