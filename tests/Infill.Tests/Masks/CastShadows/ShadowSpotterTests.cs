using Infill.Imaging;
using Infill.Masks;
using Infill.Masks.CastShadows;
using Infill.Tests.Support;

namespace Infill.Tests.Masks.CastShadows;

public sealed class ShadowSpotterTests
{
    private static readonly PixelSize Size = new(320, 240);
    private static readonly Mask Blot = MaskShapes.Ellipse(Size, new MaskPoint(150, 120), 60, 30);

    [Fact]
    public void Find_DarkBlotOfTheSameGround_IsFound()
    {
        Mask found = ShadowSpotter.Find(Ground(light: 0.4f));

        Assert.Equal(Size, found.Size);
        Assert.True(ShadowPictures.Overlap(found, Blot) > 0.75, $"{ShadowPictures.Overlap(found, Blot):0.00}");
    }

    [Fact]
    public void Find_EvenGround_FindsNothing() => Assert.Equal(0, ShadowSpotter.Find(Ground(light: 1)).CountFilled());

    [Fact]
    public void Find_Noise_FindsNothing() => Assert.Equal(
        0, ShadowSpotter.Find(TestPictures.Noise(new PixelSize(200, 160), new PixelFormat(ColorModel.Rgb, HasAlpha: false, BitDepth: 8))).CountFilled());

    [Theory]
    [InlineData(ColorModel.Grey, 8)]
    [InlineData(ColorModel.Rgb, 16)]
    public void Find_AnyFormat_DoesNotFail(ColorModel model, int bitDepth)
    {
        Image ramp = TestPictures.Ramp(new PixelSize(97, 61), new PixelFormat(model, HasAlpha: true, bitDepth));

        Assert.Equal(ramp.Size, ShadowSpotter.Find(ramp).Size);
    }

    private static Image Ground(float light)
    {
        float[] depth = Gaussian.Blur(Blot.WithWindow(Size.Bounds).Values, Size, 1.5);
        var image = new Image(Size, new PixelFormat(ColorModel.Rgb, HasAlpha: false, BitDepth: 8));
        for (int i = 0; i < image.Samples8.Length; i++)
        {
            float ground = (170 + (TestPictures.Hash(3, (uint)(i / 3)) % 9)) / 255f;
            image.Samples8[i] = (byte)MathF.Round(255 * SrgbCurve.Encode(SrgbCurve.Decode(ground) * (1 - (depth[i / 3] * (1 - light)))));
        }

        return image;
    }
}
