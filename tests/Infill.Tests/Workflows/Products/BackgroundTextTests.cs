using Infill.Imaging;
using Infill.Workflows.Products;

namespace Infill.Tests.Workflows.Products;

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
    [InlineData("white", ProductShadow.Contact)]
    [InlineData("gradient:white-black", ProductShadow.Contact)]
    [InlineData("table.jpg", ProductShadow.Contact)]
    [InlineData("none", ProductShadow.None)]
    [InlineData("prompt:sand", ProductShadow.None)]
    public void UsualShadow_WhereThereIsAGround_IsOneOfContact(string text, ProductShadow shadow) => Assert.Equal(shadow, BackgroundText.Parse(text)!.UsualShadow);

    [Theory]
    [InlineData("square", 12.0, 0.12)]
    [InlineData("10x10", null, ProductCanvas.DefaultMargin)]
    public void ToCanvas_MarginInPercent_IsAShare(string text, double? percent, double margin)
    {
        ProductCanvas canvas = CanvasText.Parse(text)!.Value.ToCanvas(percent);

        Assert.Equal((text == "square", margin), (canvas.IsSquare, canvas.Margin));
    }
}
