using Infill.Diffusion;
using Infill.Imaging;
using Infill.Tests.Support;

namespace Infill.Tests.Diffusion;

public sealed class LatentColorsTests
{
    private static readonly PixelSize Size = new(24, 18);

    [Fact]
    public void Apply_LatentsThatAreMixedColours_GivesTheColoursBack()
    {
        FloatImage picture = TestTiles.Texture(Size, new PixelRect(0, 0, 1, 1)).Image;
        FloatImage latent = Mixed(picture);

        FloatImage colors = LatentColors.Fit(latent, picture).Apply(latent);

        Assert.True(colors.Values.Zip(picture.Values).Average(p => Math.Abs(p.First - p.Second)) < 0.02);
    }

    [Fact]
    public void Apply_WildLatent_StaysInRange()
    {
        FloatImage picture = TestTiles.Texture(Size, new PixelRect(0, 0, 1, 1)).Image;
        FloatImage latent = Mixed(picture);
        LatentColors colors = LatentColors.Fit(latent, picture);
        latent.Values.AsSpan().Fill(1e6f);

        Assert.All(colors.Apply(latent).Values, v => Assert.InRange(v, 0f, 1f));
    }

    [Fact]
    public void Fit_FlatPicture_GivesItsColour()
    {
        var picture = new FloatImage(3, new PixelSize(192, 144));
        picture.Values.AsSpan().Fill(0.75f);
        var latent = new FloatImage(4, Size);

        Assert.All(LatentColors.Fit(latent, picture).Apply(latent).Values, v => Assert.Equal(0.75f, v, 1e-3f));
    }

    // Four channels: sums and differences of the colours, as an autoencoder might have them.
    private static FloatImage Mixed(FloatImage picture)
    {
        var latent = new FloatImage(4, picture.Size);
        for (int i = 0; i < picture.Width * picture.Height; i++)
        {
            (float r, float g, float b) = (picture.Plane(0)[i], picture.Plane(1)[i], picture.Plane(2)[i]);
            latent.Plane(0)[i] = (3 * r) - g;
            latent.Plane(1)[i] = (2 * g) + b - 1;
            latent.Plane(2)[i] = b - (2 * r);
            latent.Plane(3)[i] = (i * 37 % 11 / 11f) - 0.5f;
        }

        return latent;
    }
}
