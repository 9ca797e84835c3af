using Infill.Imaging;
using Infill.Masks.CastShadows;
using Infill.Tests.Support;

namespace Infill.Tests.Masks.CastShadows;

public sealed class RelitCanvasTests
{
    private static readonly PixelSize Size = new(30, 20);
    private static readonly Mask Shadow = TestTiles.RectMask(Size, new PixelRect(8, 5, 10, 8));

    [Theory]
    [InlineData(ColorModel.Rgb, false, 8)]
    [InlineData(ColorModel.Rgb, true, 16)]
    [InlineData(ColorModel.Grey, false, 8)]
    public void Write_HalfTheLight_GivesItBack(ColorModel model, bool hasAlpha, int bitDepth)
    {
        var image = new Image(Size, new PixelFormat(model, hasAlpha, bitDepth));
        int dark = (int)(0.4 * image.Format.MaxValue);
        Fill(image, dark);
        var canvas = new RelitCanvas(image, Shadow, null);
        RelitGround ground = Cut(canvas);

        canvas.Write(ground, Depth(ground), [Math.Log(0.5), Math.Log(0.5), Math.Log(0.5)]);
        RelitPicture relit = canvas.Close();

        int expected = (int)Math.Round(image.Format.MaxValue * SrgbCurve.Encode(2 * SrgbCurve.Decode((float)dark / image.Format.MaxValue)));
        Assert.InRange(relit.Image[10, 8, 0], expected - 1 - (image.Format.MaxValue / 4000), expected + 1 + (image.Format.MaxValue / 4000));
        Assert.Equal(dark, relit.Image[2, 2, 0]);
        Assert.Equal(80, relit.Changed.CountFilled());
        Assert.Equal(0, relit.Clipped.CountFilled());
    }

    [Fact]
    public void Write_TwiceOverAPixel_RelightsItOnce()
    {
        var image = new Image(Size, new PixelFormat(ColorModel.Rgb, HasAlpha: false, BitDepth: 8));
        Fill(image, 90);
        var canvas = new RelitCanvas(image, Shadow, null);
        RelitGround ground = Cut(canvas);
        double[] steps = [-0.5, -0.5, -0.5];

        canvas.Write(ground, Depth(ground), steps);
        int once = canvas.Close().Image[10, 8, 0];
        canvas.Write(ground, Depth(ground), steps);

        Assert.True(once > 90);
        Assert.Equal(once, canvas.Close().Image[10, 8, 0]);
    }

    [Fact]
    public void Write_BrightGround_IsClippedAtWhite()
    {
        var image = new Image(Size, new PixelFormat(ColorModel.Rgb, HasAlpha: false, BitDepth: 8));
        Fill(image, 240);
        var canvas = new RelitCanvas(image, Shadow, null);
        RelitGround ground = Cut(canvas);

        canvas.Write(ground, Depth(ground), [-1, -1, -1]);

        Assert.Equal(255, canvas.Close().Image[10, 8, 2]);
    }

    [Fact]
    public void Cut_KeptPixels_AreNoGroundAndStay()
    {
        var image = new Image(Size, new PixelFormat(ColorModel.Rgb, HasAlpha: false, BitDepth: 8));
        Fill(image, 90);
        Mask keep = TestTiles.RectMask(Size, new PixelRect(8, 5, 4, 8));
        var canvas = new RelitCanvas(image, Shadow, keep);
        RelitGround ground = Cut(canvas);

        canvas.Write(ground, Depth(ground), [-0.5, -0.5, -0.5]);
        RelitPicture relit = canvas.Close();

        Assert.Equal(48, canvas.Hard.CountFilled());
        Assert.False(ground.IsGround[(8 * Size.Width) + 13], "mixed with what is kept");
        Assert.True(ground.IsGround[(8 * Size.Width) + 16]);
        Assert.Equal((90, true), (relit.Image[9, 8, 0], relit.Image[14, 8, 0] > 90));
    }

    [Fact]
    public void Close_RefusedPart_IsListed()
    {
        var image = new Image(Size, new PixelFormat(ColorModel.Rgb, HasAlpha: false, BitDepth: 8));
        var canvas = new RelitCanvas(image, Shadow, null);

        canvas.Refuse(new PixelRect(1, 2, 3, 4));

        Assert.Equal([new PixelRect(1, 2, 3, 4)], canvas.Close().Unlike);
        Assert.Empty(canvas.Close().Parts);
    }

    private static RelitGround Cut(RelitCanvas canvas) => canvas.Cut(Size.Bounds, canvas.Hard);

    private static float[] Depth(RelitGround ground) => [.. ground.IsGround.Select((_, i) => Shadow[i % Size.Width, i / Size.Width])];

    private static void Fill(Image image, int value)
    {
        for (int i = 0; i < Size.Area; i++)
        {
            for (int c = 0; c < image.Format.Channels; c++)
            {
                image[i % Size.Width, i / Size.Width, c] = image.Format.HasAlpha && c == image.Format.Channels - 1 ? image.Format.MaxValue : value;
            }
        }
    }
}
