using Infill.Imaging;
using Infill.Masks;
using Infill.Masks.CastShadows;
using Infill.Tests.Support;

namespace Infill.Tests.Masks.CastShadows;

public sealed class ShadowRelightTests
{
    [Theory]
    [InlineData(0.5f, 0.5f, 0.5f, 1.0)]
    [InlineData(0.4f, 0.5f, 0.6f, 3.0)]
    public void Apply_RoughMask_TakesMostOfTheErrorAway(float red, float green, float blue, double sigma)
    {
        Image shaded = ShadowPictures.Draw((red, green, blue), sigma), lit = ShadowPictures.Draw((1, 1, 1));

        RelitPicture relit = ShadowRelight.Apply(shaded, MaskGrow.Grow(ShadowPictures.Shadow, 3), ShadowPictures.Object);

        double before = Error(shaded, lit), after = Error(relit.Image, lit);
        Assert.True(after < 0.25 * before, $"error {before:0.0} → {after:0.0}");
        RelitPart part = relit.Parts.MaxBy(p => p.Bounds.Area)!;
        Assert.InRange(part.Light.Red, red - 0.06, red + 0.06);
        Assert.InRange(part.Light.Blue, blue - 0.06, blue + 0.06);
        Assert.InRange(part.SoftnessPx, sigma / 2, sigma * 2);
        Assert.True(part.Agreement > 0.8);
    }

    [Fact]
    public void Apply_Texture_KeepsItsGrain()
    {
        Image shaded = ShadowPictures.Draw((0.5f, 0.5f, 0.5f)), lit = ShadowPictures.Draw((1, 1, 1));

        Image relit = ShadowRelight.Apply(shaded, ShadowPictures.Shadow, ShadowPictures.Object).Image;

        Assert.InRange(Roughness(relit) / Roughness(lit), 0.85, 1.15);
    }

    [Fact]
    public void Apply_OutsideWhatChanged_EverySampleIsTheInputs()
    {
        Image shaded = ShadowPictures.Draw((0.5f, 0.5f, 0.5f));

        RelitPicture relit = ShadowRelight.Apply(shaded, ShadowPictures.Shadow, ShadowPictures.Object);

        for (int i = 0; i < shaded.Size.Area; i++)
        {
            (int x, int y) = (i % shaded.Width, i / shaded.Width);
            Assert.True(relit.Changed[x, y] > 0 || Enumerable.Range(0, 3).All(c => relit.Image[x, y, c] == shaded[x, y, c]), $"({x}, {y})");
            Assert.True(relit.Changed[x, y] == 0 || ShadowPictures.Object[x, y] == 0, $"({x}, {y}) is the object's");
        }
    }

    [Fact]
    public void Apply_NoShadow_IsRefused()
    {
        RelitPicture relit = ShadowRelight.Apply(ShadowPictures.Draw((1, 1, 1)), ShadowPictures.Shadow, ShadowPictures.Object);

        Assert.Empty(relit.Parts);
        Assert.NotEmpty(relit.Unlike);
        Assert.Equal(0, relit.Changed.CountFilled());
    }

    [Fact]
    public void Apply_BlackCore_IsReportedAsClipped()
    {
        Image shaded = ShadowPictures.Draw((0.3f, 0.3f, 0.3f));
        (int x, int y) = ShadowPictures.Deepest();
        for (int c = 0; c < 3; c++)
        {
            shaded[x, y, c] = 0;
        }

        RelitPicture relit = ShadowRelight.Apply(shaded, ShadowPictures.Shadow, ShadowPictures.Object);

        Assert.Equal((1L, 1f), (relit.Clipped.CountFilled(), relit.Clipped[x, y]));
    }

    [Fact]
    public void Apply_OtherSize_NamesTheSizes() =>
        Assert.Contains("shadow mask 3×2", Assert.Throws<ArgumentException>(() => ShadowRelight.Apply(ShadowPictures.Draw((1, 1, 1)), new Mask(new PixelSize(3, 2)))).Message, StringComparison.Ordinal);

    private static double Error(Image image, Image lit)
    {
        (double sum, int count) = (0, 0);
        for (int i = 0; i < image.Size.Area; i++)
        {
            (int x, int y) = (i % image.Width, i / image.Width);
            if (ShadowPictures.Shadow[x, y] > 0)
            {
                (sum, count) = (sum + Math.Abs(image[x, y, 1] - lit[x, y, 1]), count + 1);
            }
        }

        return sum / count;
    }

    // Squared steps between neighbours, two pixels and more inside the shadow.
    private static double Roughness(Image image)
    {
        float[] deep = DistanceTransform.ToKept(ShadowPictures.Shadow);
        double sum = 0;
        for (int i = 0; i < deep.Length - 1; i++)
        {
            sum += deep[i] > 5 && deep[i + 1] > 5 ? Math.Pow(image.Samples8[(i * 3) + 4] - image.Samples8[(i * 3) + 1], 2) : 0;
        }

        return sum;
    }
}
