using Infill.Diffusion.Sampling;
using Infill.Diffusion.Schedules;
using Infill.Imaging;

namespace Infill.Tests.Diffusion.Sampling;

public sealed class ClipTests
{
    [Fact]
    public void Apply_None_GivesTheEstimateItself()
    {
        FloatImage estimate = Line(5);

        Assert.Same(estimate, Clip.Apply(estimate, new ClipOptions()));
    }

    [Fact]
    public void Apply_Range_CutsBothEndsOfACopy()
    {
        FloatImage estimate = Line(-3, -0.5f, 0.5f, 4);

        Assert.Equal([-2, -0.5f, 0.5f, 2], Clip.Apply(estimate, new ClipOptions { Kind = ClipKind.Range, Range = 2 }).Values);
        Assert.Equal(4, estimate.Values[3]);
    }

    // Of |x| = 0, 1, 2, 3, 4 the quantile 0.625 lies at place 2.5, so s = 2.5: clipped to it and divided by it.
    [Theory]
    [InlineData(0.625, 10, "0 0.4 -0.8 1 -1")]
    [InlineData(0.625, 2, "0 0.5 -1 1 -1")]
    [InlineData(0.1, 10, "0 1 -1 1 -1")]
    [InlineData(1, 10, "0 0.25 -0.5 0.75 -1")]
    public void Apply_Dynamic_ScalesByTheQuantile(double quantile, double most, string expected)
    {
        FloatImage clipped = Clip.Apply(Line(0, 1, -2, 3, -4), new ClipOptions { Kind = ClipKind.Dynamic, Quantile = quantile, MaxValue = most });

        Assert.Equal(expected, string.Join(' ', clipped.Values.Select(v => MathF.Round(v, 5))));
    }

    private static FloatImage Line(params float[] values)
    {
        var image = new FloatImage(1, new PixelSize(values.Length, 1));
        values.CopyTo(image.Values, 0);
        return image;
    }
}
