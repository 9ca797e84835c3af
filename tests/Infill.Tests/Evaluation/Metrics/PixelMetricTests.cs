using Infill.Evaluation.Metrics;
using Infill.Imaging;

namespace Infill.Tests.Evaluation.Metrics;

public sealed class PixelMetricTests
{
    [Theory, InlineData(0.1f, 20), InlineData(0.01f, 40), InlineData(1f, 0)]
    public void Psnr_ConstantError_IsMinus20LogOfIt(float error, double expected)
    {
        FloatImage truth = MetricScenes.Flat(0, 0, 0);

        double psnr = Psnr.InHole(MetricScenes.Map(truth, v => v + error), truth, MetricScenes.Disc());

        Assert.Equal(expected, psnr, 1e-4);
    }

    [Fact]
    public void Psnr_ErrorOutsideTheHole_DoesNotCount()
    {
        Mask hole = MetricScenes.Disc();
        FloatImage truth = MetricScenes.Truth();

        double psnr = Psnr.InHole(MetricScenes.Join(truth, MetricScenes.Fill(), hole), truth, hole);

        Assert.Equal(double.PositiveInfinity, psnr);
    }

    [Fact]
    public void Psnr_WindowedMask_CountsTheSamePixelsAsAFullOne()
    {
        Mask hole = MetricScenes.Disc();
        Mask windowed = hole.WithWindow(hole.FindBounds().Inflate(2));

        Assert.Equal(
            Psnr.InHole(MetricScenes.Fill(), MetricScenes.Truth(), hole),
            Psnr.InHole(MetricScenes.Fill(), MetricScenes.Truth(), windowed));
    }

    [Fact]
    public void Ssim_ExactFill_IsOne() =>
        Assert.Equal(1, Ssim.InHole(MetricScenes.Truth(), MetricScenes.Truth(), MetricScenes.Disc()), 1e-12);

    [Fact]
    public void Ssim_TwoFlatPictures_IsTheLuminanceTerm()
    {
        FloatImage dark = MetricScenes.Flat(0.2f, 0.2f, 0.2f), light = MetricScenes.Flat(0.6f, 0.6f, 0.6f);

        double ssim = Ssim.InHole(dark, light, MetricScenes.Disc());

        Assert.Equal(((2 * 0.2 * 0.6) + 1e-4) / (0.04 + 0.36 + 1e-4), ssim, 1e-6);
    }

    [Fact]
    public void Ssim_Negative_IsBelowZeroAndSymmetric()
    {
        FloatImage truth = MetricScenes.Truth();
        FloatImage negative = MetricScenes.Map(truth, v => 1.1f - v);

        double ssim = Ssim.InHole(negative, truth, MetricScenes.Disc());

        Assert.InRange(ssim, -1, -0.3);
        Assert.Equal(ssim, Ssim.InHole(truth, negative, MetricScenes.Disc()), 1e-12);
    }

    [Fact]
    public void Ssim_HoleInTheCorner_StaysInRange()
    {
        double ssim = Ssim.InHole(MetricScenes.Fill(), MetricScenes.Truth(), MetricScenes.Disc(12, 0, 0));

        Assert.InRange(ssim, -1, 1);
    }
}
