using Infill.Hostile;
using Infill.Imaging;
using Infill.Tests.Support;

namespace Infill.Tests.Imaging;

public sealed class GifWriterTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(5, 3, 2)]
    [InlineData(31, 17, 3)]
    [InlineData(64, 64, 16)]
    [InlineData(203, 151, 255)]
    [InlineData(300, 200, 256)]
    public void Encode_FewColors_IsExactAfterDecode(int width, int height, int colors)
    {
        var image = new Image(new PixelSize(width, height), Pictures.Rgb8);
        for (int i = 0; i < width * height; i++)
        {
            uint color = TestPictures.Hash(7, TestPictures.Hash(3, (uint)i) % (uint)colors);
            (image.Samples8[3 * i], image.Samples8[(3 * i) + 1], image.Samples8[(3 * i) + 2]) = ((byte)color, (byte)(color >> 8), (byte)(color >> 16));
        }

        AssertExact(image);
    }

    [Fact]
    public void Encode_LongRunsAndRepeats_AreExact()
    {
        // Long runs fill the code table and make it start over; flat areas give its longest codes.
        var image = new Image(new PixelSize(640, 480), Pictures.Grey8);
        for (int i = 0; i < image.Samples8.Length; i++)
        {
            image.Samples8[i] = (byte)(i < 100_000 ? 9 : i % 251);
        }

        AssertExact(image);
    }

    [Fact]
    public void Encode_FullTransparency_IsKept()
    {
        var image = new Image(new PixelSize(9, 9), Pictures.Rgba8);
        for (int i = 0; i < 81; i += 2)
        {
            (image.Samples8[4 * i], image.Samples8[(4 * i) + 3]) = (200, 255);
        }

        AssertExact(image);
    }

    [Fact]
    public void Encode_WhatGifCannotHold_ProposesPng()
    {
        Image half = Pictures.Flat(4, 4, value: 0.5, Pictures.Rgba8);
        half[1, 1, 3] = 100;
        Image hidden = Pictures.Flat(4, 4, value: 0.5, Pictures.Rgba8);
        hidden[1, 1, 3] = 0;
        Image many = TestPictures.Noise(new PixelSize(50, 50), Pictures.Rgb8);
        Image wide = many.WithMetadata(ImageFile.Load(SeedFiles.Read("metadata.png")).Metadata);

        foreach ((Image image, string reason) in new[] { (half, "half-transparent"), (hidden, "fully transparent"), (many, "256 colours"), (wide, "profile") })
        {
            string message = Assert.Throws<ImageFileException>(() => ImageFile.Encode(image, FileFormat.Gif)).Message;
            Assert.Contains(reason, message);
            Assert.Contains("write PNG", message);
        }
    }

    private static void AssertExact(Image image)
    {
        Image back = ImageFile.Load(ImageFile.Encode(image, FileFormat.Gif));

        Assert.Equal(image.ComputeHash(), SampleFormat.TryExact(back, image.Format)?.ComputeHash());
    }
}
