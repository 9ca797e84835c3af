using Infill.Imaging;
using Infill.Tests.Support;
using VipsImage = NetVips.Image;

namespace Infill.Tests.Imaging;

public sealed class ColorProfileTests
{
    private static readonly PixelSize Size = new(23, 9);

    public static TheoryData<ColorModel, bool, int> ModelsWithoutProfile => new(
        from model in new[] { ColorModel.Grey, ColorModel.Rgb }
        from alpha in new[] { false, true }
        from depth in new[] { 8, 16 }
        select (model, alpha, depth));

    [Theory, MemberData(nameof(ModelsWithoutProfile))]
    public void FromSrgb_OfToSrgb_IsExactWithoutProfile(ColorModel model, bool hasAlpha, int depth)
    {
        Image image = TestPictures.Noise(Size, new PixelFormat(model, hasAlpha, depth));

        FloatImage tile = ColorProfile.ToSrgb(image, Size.Bounds);
        Image back = ColorProfile.FromSrgb(tile, image.Format, image.Metadata);

        Assert.Equal(hasAlpha ? 4 : 3, tile.Channels);
        Assert.Equal(image[4, 2, 0] / (float)image.Format.MaxValue, tile[0, 4, 2]);
        Assert.Equal(image.ComputeHash(), back.ComputeHash());
    }

    [Fact]
    public void ToSrgb_Rect_TakesThatPart()
    {
        Image image = TestPictures.Noise(Size, Pictures.Rgb16);
        var rect = new PixelRect(5, 3, 4, 2);

        FloatImage tile = ColorProfile.ToSrgb(image, rect);

        Assert.Equal(rect.Size, tile.Size);
        Assert.Equal(image[8, 4, 2] / 65535f, tile[2, 3, 1]);
        Assert.Throws<ArgumentException>(() => ColorProfile.ToSrgb(image, new PixelRect(20, 0, 4, 4)));
        Assert.Throws<ArgumentException>(() => ColorProfile.ToSrgb(image, default));
    }

    [Fact]
    public void ToSrgb_OpaqueRectOfATransparentPicture_HasThreeChannels()
    {
        Image image = Pictures.Flat(8, 8, value: 1, Pictures.Rgba8);
        image[7, 7, 3] = 254;

        Assert.Equal(3, ColorProfile.ToSrgb(image, new PixelRect(0, 0, 7, 8)).Channels);
        Assert.Equal(4, ColorProfile.ToSrgb(image, image.Size.Bounds).Channels);
    }

    [Fact]
    public void ToSrgb_DisplayP3_FindsSrgbRed()
    {
        // sRGB (1, 0, 0) is (0.9175, 0.2003, 0.1387) in Display P3. Source: CSS Color 4, sample conversions.
        Image image = Pictures.Flat(2, 2, value: 0, Pictures.Rgb16).WithMetadata(Tagged("p3"));
        for (int i = 0; i < 4; i++)
        {
            (image.Samples16[3 * i], image.Samples16[(3 * i) + 1], image.Samples16[(3 * i) + 2]) = (60128, 13127, 9090);
        }

        FloatImage tile = ColorProfile.ToSrgb(image, image.Size.Bounds);

        Assert.Equal(1f, tile[0, 0, 0], tolerance: 0.003f);
        Assert.Equal(0f, tile[1, 0, 0], tolerance: 0.016f);
        Assert.Equal(0f, tile[2, 0, 0], tolerance: 0.016f);
    }

    [Theory]
    [InlineData(8, 1)]
    [InlineData(16, 257)]   // of 65535: one 8-bit step, in the darkest saturated colours
    public void FromSrgb_OfToSrgb_StaysCloseInDisplayP3(int depth, int tolerance)
    {
        var srgb = TestPictures.Ramp(new PixelSize(40, 40), new PixelFormat(ColorModel.Rgb, HasAlpha: true, BitDepth: 16));
        ImageMetadata metadata = Tagged("p3");
        Image image = ColorProfile.FromSrgb(
            ColorProfile.ToSrgb(srgb, srgb.Size.Bounds), new PixelFormat(ColorModel.Rgb, HasAlpha: true, depth), metadata);

        Image back = ColorProfile.FromSrgb(ColorProfile.ToSrgb(image, image.Size.Bounds), image.Format, metadata);

        Assert.Same(metadata, back.Metadata);
        Assert.NotEqual(srgb[39, 0, 0] >> (16 - depth), image[39, 0, 0]);
        Assert.InRange(WorstDifference(image, back), 0, tolerance);
    }

    [Fact]
    public void ToSrgb_PlainCmyk_UsesTheBuiltInProfile()
    {
        Image paper = new(new PixelSize(3, 3), Pictures.Cmyk8);

        FloatImage tile = ColorProfile.ToSrgb(paper, paper.Size.Bounds);
        Image back = ColorProfile.FromSrgb(tile, paper.Format, paper.Metadata);

        Assert.All(tile.Values, value => Assert.Equal(1f, value, tolerance: 0.01f));
        Assert.All(back.Samples8, ink => Assert.InRange(ink, 0, 3));
    }

    [Fact]
    public void FromSrgb_OfToSrgb_StaysCloseInCmyk()
    {
        var srgb = TestPictures.Ramp(new PixelSize(24, 24), Pictures.Rgb8);
        PixelFormat cmyk = new(ColorModel.Cmyk, HasAlpha: false, BitDepth: 16);
        Image image = ColorProfile.FromSrgb(ColorProfile.ToSrgb(srgb, srgb.Size.Bounds), cmyk, ImageMetadata.None);

        FloatImage first = ColorProfile.ToSrgb(image, image.Size.Bounds);
        FloatImage second = ColorProfile.ToSrgb(ColorProfile.FromSrgb(first, cmyk, ImageMetadata.None), image.Size.Bounds);

        double worst = first.Values.Zip(second.Values, (a, b) => Math.Abs(a - b)).Max();
        Assert.InRange(worst, 0, 0.08);   // the ink split may differ, the colour hardly
    }

    [Fact]
    public void IsSrgb_Profiles_AreToldApart()
    {
        Image image = TestPictures.Noise(Size, Pictures.Rgb8);

        Assert.True(ColorProfile.IsSrgb(image));
        Assert.True(ColorProfile.IsSrgb(image.WithMetadata(Tagged("srgb"))));
        Assert.False(ColorProfile.IsSrgb(image.WithMetadata(Tagged("p3"))));
        Assert.True(ColorProfile.IsSrgb(TestPictures.Noise(Size, Pictures.Grey8).WithMetadata(Tagged("p3"))));
        Assert.False(ColorProfile.IsSrgb(new Image(Size, Pictures.Cmyk8)));
    }

    [Fact]
    public void FromSrgb_SrgbProfile_IsExact()
    {
        Image image = TestPictures.Noise(Size, Pictures.Rgb8, Tagged("srgb"));

        Image back = ColorProfile.FromSrgb(ColorProfile.ToSrgb(image, Size.Bounds), image.Format, image.Metadata);

        Assert.Equal(image.ComputeHash(), back.ComputeHash());
    }

    [Theory, InlineData(4), InlineData(128)]
    public void ToSrgb_BrokenProfile_CountsAsAbsent(int from)
    {
        byte[] profile = (byte[])Tagged("p3").IccProfile!.Clone();
        profile.AsSpan(from).Fill(0xFF);
        Image image = TestPictures.Noise(Size, Pictures.Rgb8, new ImageMetadata { IccProfile = profile });

        FloatImage tile = ColorProfile.ToSrgb(image, Size.Bounds);

        Assert.Equal(image.ComputeHash(), ColorProfile.FromSrgb(tile, image.Format, image.Metadata).ComputeHash());
        Assert.Equal(image[4, 2, 0] / 255f, tile[0, 4, 2]);
    }

    [Fact]
    public void FromSrgb_WildValues_AreClipped()
    {
        var tile = new FloatImage(3, new PixelSize(4, 1));
        float[] wild = [float.NaN, float.PositiveInfinity, -3f, 0.5f];
        wild.CopyTo(tile.Plane(0));

        Image image = ColorProfile.FromSrgb(tile, Pictures.Rgba8, ImageMetadata.None);

        Assert.Equal([0, 255, 0, 128], Enumerable.Range(0, 4).Select(x => image[x, 0, 0]));
        Assert.Equal(255, image[0, 0, 3]);
        Assert.Throws<ArgumentException>(() => ColorProfile.FromSrgb(new FloatImage(1, Size), Pictures.Rgb8, ImageMetadata.None));
    }

    [Fact]
    public void FromSrgb_ColoredTileForGrey_TakesLuminance()
    {
        var tile = new FloatImage(3, new PixelSize(1, 1));
        tile[1, 0, 0] = 1f;

        Assert.Equal(182, ColorProfile.FromSrgb(tile, Pictures.Grey8, ImageMetadata.None)[0, 0, 0]);   // 0.7152 · 255
    }

    private static ImageMetadata Tagged(string builtIn)
    {
        VipsRuntime.EnsureInitialized();
        return new ImageMetadata { IccProfile = VipsImage.ProfileLoad(builtIn) };
    }

    private static int WorstDifference(Image a, Image b)
    {
        Assert.Equal(a.Format, b.Format);
        int worst = 0;
        for (int y = 0; y < a.Height; y++)
        {
            for (int x = 0; x < a.Width; x++)
            {
                worst = Math.Max(worst, Enumerable.Range(0, a.Format.Channels).Max(c => Math.Abs(a[x, y, c] - b[x, y, c])));
            }
        }

        return worst;
    }
}
