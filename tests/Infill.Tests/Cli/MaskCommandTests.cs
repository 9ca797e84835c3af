using System.Text.Json;
using Infill.Imaging;
using Infill.Tests.Cli.Support;

namespace Infill.Tests.Cli;

public sealed class MaskCommandTests
{
    [Fact]
    public void Mask_Expression_IsWrittenAsAMaskThatReadsBack()
    {
        using var folder = new CliFolder();

        CliRun run = folder.Run("mask", "photo.png", "--mask", "rect:5,6,7,8", "--output", "new.png", "--preview", "overlay.png");

        Assert.Equal(0, run.Code);
        Assert.Equal(new PixelRect(5, 6, 7, 8), ImageFile.LoadMask(folder["new.png"]).FindBounds());
        Image photo = folder.Load("photo.png");
        Image overlay = folder.Load("overlay.png");
        Assert.Equal(photo[30, 30, 1], overlay[30, 30, 1]);
        Assert.NotEqual((photo[8, 10, 0], photo[8, 10, 1]), (overlay[8, 10, 0], overlay[8, 10, 1]));
    }

    [Fact]
    public void Mask_WithoutOutputs_DescribesOnStdout()
    {
        using var folder = new CliFolder();

        CliRun run = folder.Run("mask", "photo.png", "--mask", "mask.png");

        Assert.Equal(0, run.Code);
        Assert.Contains("48 of 1,920 px (2.5 %)", run.Out, StringComparison.Ordinal);
        Assert.Contains("8×6 at (20, 15), 48 px", run.Out, StringComparison.Ordinal);
        Assert.Empty(run.Error);
    }

    [Theory]
    [InlineData("color:#010203~0", true)]
    [InlineData("rect:1,1,2,2 - rect:0,0,9,9", true)]
    [InlineData("rect:1,1,2,2", false)]
    public void Mask_EmptyMask_IsWrittenWithAWarning(string mask, bool isEmpty)
    {
        using var folder = new CliFolder();

        CliRun run = folder.Run("mask", "photo.png", "--mask", mask, "--output", "new.png");

        Assert.Equal(0, run.Code);
        Assert.True(folder.Has("new.png"));
        Assert.Equal(isEmpty, run.Error.StartsWith("Warning: the mask is empty", StringComparison.Ordinal));
    }

    [Fact]
    public void Mask_Json_HasTheDocumentedMembers()
    {
        using var folder = new CliFolder();

        CliRun run = folder.Run("mask", "photo.png", "--mask", "mask.png", "--json");

        using JsonDocument json = JsonDocument.Parse(run.Out);
        Assert.Equal(
            ["width", "height", "filledPixels", "softPixels", "share", "regionCount", "regions", "sha256"],
            json.RootElement.EnumerateObject().Select(member => member.Name));
        Assert.Equal(48, json.RootElement.GetProperty("filledPixels").GetInt64());
    }

    [Fact]
    public void Mask_GrowOption_IsApplied()
    {
        using var folder = new CliFolder();

        folder.Run("mask", "photo.png", "--mask", "mask.png", "--grow", "3px", "--output", "grown.png");

        Assert.Equal(new PixelRect(17, 12, 14, 12), ImageFile.LoadMask(folder["grown.png"]).FindBounds());
    }

    [Fact]
    public void Mask_AlphaOfThePicture_FillsWhereItIsTransparent()
    {
        using var folder = new CliFolder();
        var picture = new Image(new PixelSize(10, 10), new PixelFormat(ColorModel.Rgb, HasAlpha: true, 8));
        Array.Fill(picture.Samples8, byte.MaxValue);
        picture[3, 4, 3] = 0;
        ImageFile.Save(picture, folder["cut.png"]);

        CliRun run = folder.Run("mask", "cut.png", "--mask", "alpha", "--output", "alpha.png");

        Assert.Equal(0, run.Code);
        Assert.Equal(new PixelRect(3, 4, 1, 1), ImageFile.LoadMask(folder["alpha.png"]).FindBounds());
    }

    [Fact]
    public void Mask_BlackPolarity_TurnsTheFile()
    {
        using var folder = new CliFolder();

        CliRun run = folder.Run("mask", "photo.png", "--mask", "mask.png", "--mask-polarity", "black");

        Assert.Contains("1,872 of 1,920 px", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Mask_FileNameThatLooksLikeAnExpression_IsAFile()
    {
        using var folder = new CliFolder();
        File.Move(folder["mask.png"], folder["my+mask-2.png"]);

        CliRun run = folder.Run("mask", "photo.png", "--mask", "my+mask-2.png");

        Assert.Equal(0, run.Code);
    }
}
