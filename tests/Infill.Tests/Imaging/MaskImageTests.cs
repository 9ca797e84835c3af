using Infill.Imaging;
using Infill.Tests.Support;

namespace Infill.Tests.Imaging;

public sealed class MaskImageTests
{
    [Fact]
    public void ToImage16_AndBack_IsExact()
    {
        var mask = new Mask(new PixelSize(41, 29), new PixelRect(3, 5, 20, 11));
        for (int i = 0; i < mask.Values.Length; i++)
        {
            mask.Values[i] = (TestPictures.Hash(1, (uint)i) >> 16) / 65535f;
        }

        Mask back = MaskImage.FromImage(MaskImage.ToImage16(mask));

        Assert.Equal(mask.ComputeHash(), back.ComputeHash());
        Assert.Equal(mask[7, 9], back[7, 9]);
        Assert.Equal(mask.FindBounds(), back.Window);
    }

    [Theory]
    [InlineData(MaskPolarity.WhiteFills, 0.8f * 0.6f)]
    [InlineData(MaskPolarity.BlackFills, 0.2f * 0.6f)]
    [InlineData(MaskPolarity.TransparentFills, 0.4f)]
    [InlineData(MaskPolarity.OpaqueFills, 0.6f)]
    public void FromImage_Polarity_ReadsTheRightChannel(MaskPolarity polarity, float expected)
    {
        var image = new Image(new PixelSize(3, 3), Pictures.Rgba8);
        image.Samples8.AsSpan().Fill(204);
        for (int i = 3; i < image.Samples8.Length; i += 4)
        {
            image.Samples8[i] = 153;
        }

        Assert.Equal(expected, MaskImage.FromImage(image, polarity)[1, 1], tolerance: 1e-6f);
    }

    [Theory]
    [InlineData(ColorModel.Grey, 8)]
    [InlineData(ColorModel.Grey, 16)]
    [InlineData(ColorModel.Rgb, 8)]
    [InlineData(ColorModel.Rgb, 16)]
    public void FromImage_WhiteAndBlack_AreExactlyOneAndZero(ColorModel model, int depth)
    {
        var image = new Image(new PixelSize(6, 4), new PixelFormat(model, HasAlpha: false, depth));
        for (int c = 0; c < image.Format.Channels; c++)
        {
            image[4, 2, c] = image.Format.MaxValue;
        }

        Mask mask = MaskImage.FromImage(image);

        Assert.Equal(new PixelRect(4, 2, 1, 1), mask.Window);
        Assert.Equal(1f, mask[4, 2]);
        Assert.Equal(23, MaskImage.FromImage(image, MaskPolarity.BlackFills).CountFilled());
    }

    [Fact]
    public void FromImage_NothingToFill_GivesAnEmptyWindow() =>
        Assert.Equal(0, MaskImage.FromImage(new Image(new PixelSize(5, 5), Pictures.Grey8)).CountFilled());

    [Fact]
    public void LoadMask_WithoutTheAlphaItNeeds_NamesFileAndRemedy()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("mask.png", ImageFile.Encode(Pictures.Flat(4, 4, value: 1), FileFormat.Png));

        string message = Assert.Throws<ImageFileException>(() => ImageFile.LoadMask(path, MaskPolarity.TransparentFills)).Message;

        Assert.Contains(path, message);
        Assert.Contains("alpha", message);
        Assert.Equal(16, ImageFile.LoadMask(path).CountFilled());
        Assert.Throws<ArgumentException>(() => MaskImage.FromImage(new Image(new PixelSize(2, 2), Pictures.Cmyk8)));
    }
}
