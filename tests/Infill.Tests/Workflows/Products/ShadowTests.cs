using Infill.Imaging;
using Infill.Tests.Support;
using Infill.Workflows.Products;

namespace Infill.Tests.Workflows.Products;

public sealed class ShadowTests
{
    [Fact]
    public void Lay_Contact_DarkensTheGroundUnderTheProductAlone()
    {
        FloatImage ground = Flat(0.9f);

        ContactShadow.Lay(ground, ProductPictures.Alpha(), BackdropLight.Even);

        Assert.True(ground[1, 96, 136] < 0.8f, $"{ground[1, 96, 136]:0.00}");
        Assert.Equal(0.9f, ground[1, 96, 10]);
        Assert.Equal(0.9f, ground[1, 5, 80]);
    }

    [Fact]
    public void Lay_OutlineThatHangsHigh_CastsLess()
    {
        FloatImage ground = Flat(0.9f);

        ContactShadow.Lay(ground, ProductPictures.Alpha(), BackdropLight.Even);

        // The egg stands on its tip; where its sides hang high above the ground there is nothing to touch it.
        Assert.True(ground[1, 96, 134] < ground[1, 70, 134] && ground[1, 70, 134] < ground[1, 53, 134], $"{ground[1, 96, 134]:0.00} {ground[1, 70, 134]:0.00} {ground[1, 53, 134]:0.00}");
        Assert.True(ground[1, 53, 134] > 0.85f, $"{ground[1, 53, 134]:0.00}");
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(-1, false)]
    public void Lay_LightFromOneSide_LeansAway(double side, bool toTheLeft)
    {
        FloatImage ground = Flat(0.9f);

        ContactShadow.Lay(ground, ProductPictures.Alpha(), new BackdropLight(side, (1, 1, 1)));

        float left = ground[1, 52, 132], right = ground[1, 140, 132];
        Assert.True(toTheLeft ? left < right : right < left, $"{left:0.000} {right:0.000}");
    }

    [Fact]
    public void Lay_WarmLight_LeavesABlueShadow()
    {
        FloatImage ground = Flat(0.9f);

        ContactShadow.Lay(ground, ProductPictures.Alpha(), new BackdropLight(0, (1.2, 1, 0.8)));

        Assert.True(ground[0, 96, 136] < ground[2, 96, 136] - 0.01f);
    }

    [Fact]
    public void Of_PictureBrightAtTheRight_SaysSo()
    {
        var ground = new FloatImage(3, new PixelSize(80, 40));
        for (int i = 0; i < ground.Values.Length; i++)
        {
            ground.Values[i] = 0.2f + (0.7f * (i % 80) / 80f) - (0.1f * (i / (80 * 40)));
        }

        BackdropLight light = BackdropLight.Of(ground);

        Assert.True(light.Side > 0.3, $"{light.Side:0.00}");
        Assert.True(light.Color.Red > light.Color.Blue);
        Assert.Equal(BackdropLight.Even, BackdropLight.Of(Flat(0.5f)) with { Color = (1, 1, 1) });
    }

    [Fact]
    public void Lay_KeptShadow_TakesWhatTheOldGroundLost()
    {
        Image photo = ShadowPictures.Draw((0.45f, 0.45f, 0.45f));
        FloatImage ground = Flat(0.8f, photo.Size);
        (int x, int y) = ShadowPictures.Deepest();

        Assert.True(KeptShadow.Lay(ground, photo, ShadowPictures.Object));

        Assert.InRange(SrgbCurve.Decode(ground[1, x, y]) / SrgbCurve.Decode(0.8f), 0.3f, 0.65f);
        Assert.Equal(0.8f, ground[1, 5, 5]);
    }

    [Fact]
    public void Lay_NoShadowInThePhoto_ChangesNothing()
    {
        FloatImage ground = Flat(0.8f, ShadowPictures.Size);

        Assert.False(KeptShadow.Lay(ground, ShadowPictures.Draw((1, 1, 1)), ShadowPictures.Object));
        Assert.All(ground.Values, value => Assert.Equal(0.8f, value));
    }

    private static FloatImage Flat(float value, PixelSize? size = null)
    {
        var flat = new FloatImage(3, size ?? ProductPictures.Size);
        flat.Values.AsSpan().Fill(value);
        return flat;
    }
}
