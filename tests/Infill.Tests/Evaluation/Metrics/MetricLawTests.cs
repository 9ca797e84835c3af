using Infill.Evaluation.Metrics;
using Infill.Imaging;

namespace Infill.Tests.Evaluation.Metrics;

/// <summary>What every metric owes its reader, whatever its formula.</summary>
public sealed class MetricLawTests
{
    private static readonly Dictionary<string, Func<FloatImage, FloatImage, Mask, double?>> Metrics = new()
    {
        ["psnr"] = (fill, truth, mask) => Psnr.InHole(fill, truth, mask),
        ["ssim"] = (fill, truth, mask) => Ssim.InHole(fill, truth, mask),
        ["seam"] = SeamRatio.ToTruth,
        ["sharpness"] = Sharpness.ToTruth,
        ["ring sharpness"] = (fill, _, mask) => Sharpness.ToRing(fill, mask),
        ["patches"] = SlicedWasserstein.ToTruth,
        ["ring patches"] = (fill, _, mask) => SlicedWasserstein.ToRing(fill, mask),
        ["colour step"] = (fill, _, mask) => ColorStep.AcrossEdge(fill, mask),
    };

    public static TheoryData<string> Names => [.. Metrics.Keys];

    [Theory]
    [InlineData("psnr", double.PositiveInfinity)]
    [InlineData("ssim", 1)]
    [InlineData("seam", 1)]
    [InlineData("sharpness", 1)]
    [InlineData("patches", 0)]
    public void Metric_ExactFill_IsItsIdealValue(string name, double ideal)
    {
        foreach (Mask hole in new[] { MetricScenes.Disc(), MetricScenes.Disc(9, 3, 117), MetricScenes.Disc(40, 139, 0) })
        {
            Assert.Equal(ideal, Metrics[name](MetricScenes.Truth(), MetricScenes.Truth(), hole)!.Value, 1e-12);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Metric_MaskValuesAboveZero_CountAlike(string name)
    {
        Mask hole = MetricScenes.Disc(15);
        Mask soft = hole.Clone();
        for (int i = 0; i < soft.Values.Length; i++)
        {
            soft.Values[i] *= 0.01f + (i % 97 * 0.01f);
        }

        double expected = Measure(name, hole);

        Assert.Equal(expected, Measure(name, soft));
        Assert.Equal(expected, Measure(name, soft.WithWindow(soft.FindBounds())));
    }

    [Theory, InlineData("psnr"), InlineData("seam"), InlineData("sharpness"), InlineData("patches")]
    public void Metric_FillChangedOutsideTheHole_StaysTheSame(string name)
    {
        Mask hole = MetricScenes.Disc(15);
        FloatImage joined = MetricScenes.Join(MetricScenes.Fill(), MetricScenes.Truth(), hole);

        Assert.Equal(Measure(name, hole), Metrics[name](joined, MetricScenes.Truth(), hole)!.Value);
    }

    [Theory, MemberData(nameof(Names))]
    public void Metric_PixelsFarFromTheHole_DoNotCount(string name)
    {
        Mask hole = MetricScenes.Disc(6, 10, 9);
        Mask near = MetricScenes.Where(MetricScenes.Size, (x, y) => x < 68 && y < 67);   // 48 pixels and a filter's reach
        FloatImage black = MetricScenes.Flat(0, 0, 0);

        double cut = Metrics[name](
            MetricScenes.Join(MetricScenes.Fill(), black, near), MetricScenes.Join(MetricScenes.Truth(), black, near), hole)!.Value;

        Assert.Equal(Measure(name, hole), cut);
    }

    [Theory, InlineData("psnr", 1e-9), InlineData("ssim", 1e-9), InlineData("colour step", 1e-6), InlineData("seam", 1e-6)]
    public void Metric_Mirrored_StaysTheSame(string name, double rounding)
    {
        Mask hole = MetricScenes.Disc(17, 31, 40);
        Mask mirrored = MetricScenes.Where(MetricScenes.Size, (x, y) => hole[139 - x, y] > 0);

        double expected = Measure(name, hole);

        Assert.Equal(expected, Metrics[name](Mirror(MetricScenes.Fill()), Mirror(MetricScenes.Truth()), mirrored)!.Value, rounding * expected);
    }

    [Theory, InlineData("psnr", -1), InlineData("ssim", -1), InlineData("seam", 1), InlineData("sharpness", 1), InlineData("patches", 1)]
    public void Metric_MoreNoise_IsFurtherFromIdeal(string name, int direction)
    {
        FloatImage truth = MetricScenes.Map(MetricScenes.Truth(), v => 0.25f + (0.5f * v));   // room for noise: nothing clips
        Mask hole = MetricScenes.Disc(15);

        double[] scores = [.. new[] { 0.02f, 0.05f, 0.1f, 0.2f }.Select(a => Metrics[name](AddNoise(truth, a), truth, hole)!.Value * direction)];

        Assert.Equal(scores.Order(), scores);
        Assert.Distinct(scores);
    }

    [Fact]
    public void Psnr_ErrorDoubled_FallsBySixDecibels()
    {
        FloatImage truth = MetricScenes.Truth();
        Mask hole = MetricScenes.Disc();

        double single = Psnr.InHole(AddNoise(truth, 0.05f), truth, hole), twice = Psnr.InHole(AddNoise(truth, 0.1f), truth, hole);

        Assert.Equal(20 * Math.Log10(2), single - twice, 1e-4);
        Assert.Equal(single, Psnr.InHole(truth, AddNoise(truth, 0.05f), hole), 1e-9);
    }

    [Theory, InlineData(0.5), InlineData(0.9), InlineData(2)]
    public void Sharpness_ContrastOfLightnessScaled_GoesWithItsSquare(double contrast)
    {
        FloatImage truth = Grey(1);

        Assert.Equal(contrast * contrast, Sharpness.ToTruth(Grey(contrast), truth, MetricScenes.Disc())!.Value, 2e-3 * contrast * contrast);

        static FloatImage Grey(double contrast) => MetricScenes.Paint(MetricScenes.Size, (x, y, _) =>
        {
            double wave = 10 * (Math.Sin(0.7 * x) + Math.Cos(0.45 * y));
            CieLab.ToSrgb((float)(50 + (contrast * wave)), 0, 0, out float r, out float _, out float _);
            return r * 255f;
        });
    }

    [Theory, MemberData(nameof(Names))]
    public void Metric_EmptyMaskOrOtherSize_IsRefused(string name)
    {
        FloatImage picture = MetricScenes.Truth();

        Assert.Throws<ArgumentException>(() => Metrics[name](picture, picture, new Mask(MetricScenes.Size)));
        Assert.Throws<ArgumentException>(() => Metrics[name](picture, picture, new Mask(new PixelSize(121, 140))));
    }

    private static double Measure(string name, Mask hole) => Metrics[name](MetricScenes.Fill(), MetricScenes.Truth(), hole)!.Value;

    private static FloatImage Mirror(FloatImage image) => MetricScenes.Paint(image.Size, (x, y, c) => image[c, image.Width - 1 - x, y] * 255f);

    private static FloatImage AddNoise(FloatImage image, float amplitude)
    {
        FloatImage noisy = image.Clone();
        for (int i = 0; i < noisy.Values.Length; i++)
        {
            noisy.Values[i] += amplitude * (float)(HashNoise.Uniform(11, i, 0) - 0.5);
        }

        return noisy;
    }
}
