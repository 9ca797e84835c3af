using Infill.Imaging;
using Infill.Masks.Mattes;
using Infill.Tests.Support;

namespace Infill.Tests.Masks.Mattes;

public sealed class EdgeColorsTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    public void Estimate_KnownMixture_PartsBothColours(double softness)
    {
        Mask alpha = ProductPictures.Alpha(softness);
        FloatImage picture = ColorProfile.ToSrgb(ProductPictures.Draw(alpha), alpha.Size.Bounds);

        EdgeColors edge = EdgeColors.Estimate(picture, alpha.Values);

        Assert.Equal(alpha.Values.Count(value => value is > 0 and < 1), edge.Pixels.Length);
        Assert.True(MeanError(edge, edge.Own, alpha, ProductPictures.Own) < 0.03, $"{MeanError(edge, edge.Own, alpha, ProductPictures.Own):0.000}");
        Assert.True(MeanError(edge, edge.Behind, alpha, ProductPictures.Ground) < 0.03, $"{MeanError(edge, edge.Behind, alpha, ProductPictures.Ground):0.000}");
    }

    [Fact]
    public void Estimate_Mixture_GivesThePictureBack()
    {
        Mask alpha = ProductPictures.Alpha(4);
        FloatImage picture = ColorProfile.ToSrgb(ProductPictures.Draw(alpha), alpha.Size.Bounds);

        EdgeColors edge = EdgeColors.Estimate(picture, alpha.Values);

        for (int n = 0; n < edge.Pixels.Length; n++)
        {
            float a = alpha.Values[edge.Pixels[n]];
            Assert.Equal(picture.Plane(1)[edge.Pixels[n]], (a * edge.Own[(3 * n) + 1]) + ((1 - a) * edge.Behind[(3 * n) + 1]), 0.04f);
        }
    }

    [Fact]
    public void Estimate_HardMask_HasNoEdge()
    {
        Mask mask = ProductPictures.Outline();

        EdgeColors edge = EdgeColors.Estimate(ColorProfile.ToSrgb(ProductPictures.Draw(mask), mask.Size.Bounds), mask.Values);

        Assert.Empty(edge.Pixels);
        Assert.Empty(edge.Own);
    }

    [Fact]
    public void Estimate_NothingBehind_TakesTheColoursThatAreThere()
    {
        float[] alpha = [.. Enumerable.Range(0, 9).Select(i => i == 4 ? 0.5f : 1f)];
        var picture = new FloatImage(3, new PixelSize(3, 3));
        picture.Values.AsSpan().Fill(0.4f);

        EdgeColors edge = EdgeColors.Estimate(picture, alpha);

        Assert.Equal([4], edge.Pixels);
        Assert.All(edge.Own.Concat(edge.Behind), value => Assert.Equal(0.4f, value, 0.05f));
    }

    private static double MeanError(EdgeColors edge, float[] found, Mask alpha, Func<int, int, int, float> truth)
    {
        double sum = 0;
        for (int i = 0; i < found.Length; i++)
        {
            int place = edge.Pixels[i / 3];
            sum += Math.Abs(found[i] - truth(i % 3, place % alpha.Width, place / alpha.Width));
        }

        return sum / found.Length;
    }
}
