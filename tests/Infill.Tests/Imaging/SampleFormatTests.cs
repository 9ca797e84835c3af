using Infill.Imaging;
using Infill.Tests.Support;

namespace Infill.Tests.Imaging;

public sealed class SampleFormatTests
{
    [Theory]
    [InlineData(FileFormat.Webp, false)]
    [InlineData(FileFormat.Webp, true)]
    [InlineData(FileFormat.Heif, false)]
    [InlineData(FileFormat.Heif, true)]
    public void TryExact_GreyFromAFormatWithoutGrey_ComesBack(FileFormat format, bool hasAlpha)
    {
        Image grey = TestPictures.Noise(new PixelSize(15, 9), new PixelFormat(ColorModel.Grey, hasAlpha, BitDepth: 8));

        Image back = ImageFile.Load(ImageFile.Encode(grey, format));

        Assert.Equal(grey.ComputeHash(), SampleFormat.TryExact(back, grey.Format)?.ComputeHash());
    }

    [Fact]
    public void TryExact_ThereAndBack_GivesTheSamePicture()
    {
        Image grey = TestPictures.Noise(new PixelSize(15, 9), Pictures.Grey16);

        Image? wide = SampleFormat.TryExact(grey, new PixelFormat(ColorModel.Rgb, HasAlpha: true, BitDepth: 16));

        Assert.NotNull(wide);
        Assert.Equal(ushort.MaxValue, wide[3, 3, 3]);
        Assert.Equal(grey.ComputeHash(), SampleFormat.TryExact(wide, grey.Format)?.ComputeHash());
        Assert.Same(grey, SampleFormat.TryExact(grey, grey.Format));
    }

    [Fact]
    public void TryExact_WhatWouldBeLost_GivesNull()
    {
        Image color = TestPictures.Noise(new PixelSize(5, 5), Pictures.Rgb8);
        Image transparent = TestPictures.Noise(new PixelSize(5, 5), Pictures.Rgba8);

        Assert.Null(SampleFormat.TryExact(color, Pictures.Grey8));
        Assert.Null(SampleFormat.TryExact(color, Pictures.Rgb16));
        Assert.Null(SampleFormat.TryExact(color, Pictures.Cmyk8));
        Assert.Null(SampleFormat.TryExact(transparent, Pictures.Rgb8));
    }
}
