using Infill.Evaluation.Metrics;
using Infill.Imaging;

namespace Infill.Tests.Evaluation.Metrics;

public sealed class EdgeMetricTests
{
    // An sRGB grey whose L* is a given number, so that gradients in L* are exact.
    private static FloatImage FromLightness(Func<int, int, double> lightness) => MetricScenes.Paint(MetricScenes.Size, (x, y, _) =>
    {
        CieLab.ToSrgb((float)lightness(x, y), 0, 0, out float r, out float _, out float _);
        return r * 255f;
    });

    [Fact]
    public void ToTruth_RampOfTwiceTheSlope_IsFourTimesTheEnergy()
    {
        FloatImage truth = FromLightness((x, _) => 20 + (0.25 * x));
        FloatImage fill = FromLightness((x, _) => 20 + (0.5 * x));

        Assert.Equal(4, Sharpness.ToTruth(fill, truth, MetricScenes.Disc())!.Value, 0.01);
        Assert.Equal(1, Sharpness.ToTruth(truth, truth, MetricScenes.Disc())!.Value, 1e-9);
    }

    [Fact]
    public void ToRing_EvenRamp_IsOne() =>
        Assert.Equal(1, Sharpness.ToRing(FromLightness((x, y) => 10 + (0.3 * x) + (0.2 * y)), MetricScenes.Disc())!.Value, 0.01);

    [Fact]
    public void ToTruth_StepOnlyAtTheSeam_DoesNotCountAsSharpness()
    {
        Mask hole = MetricScenes.Disc();
        FloatImage truth = FromLightness((x, _) => 20 + (0.25 * x));
        FloatImage shifted = MetricScenes.Join(FromLightness((x, _) => 40 + (0.25 * x)), truth, hole);

        Assert.Equal(1, Sharpness.ToTruth(shifted, truth, hole)!.Value, 0.01);
        Assert.InRange(SeamRatio.ToTruth(shifted, truth, hole)!.Value, 1000, 100_000);
    }

    [Fact]
    public void ToTruth_FlatTruth_HasNoValue()
    {
        FloatImage flat = MetricScenes.Flat(0.5f, 0.5f, 0.5f);

        Assert.Null(Sharpness.ToTruth(MetricScenes.Fill(), flat, MetricScenes.Disc()));
        Assert.Null(SeamRatio.ToTruth(MetricScenes.Fill(), flat, MetricScenes.Disc()));
    }

    [Fact]
    public void ToTruth_HoleThinnerThanFivePixels_HasNoSharpnessButASeam()
    {
        Mask line = MetricScenes.Where(MetricScenes.Size, (x, _) => x is >= 60 and < 64);

        Assert.Null(Sharpness.ToTruth(MetricScenes.Fill(), MetricScenes.Truth(), line));
        Assert.Equal(1, SeamRatio.ToTruth(MetricScenes.Truth(), MetricScenes.Truth(), line));
    }

    [Fact]
    public void ToTruth_StepOfKnownSizeAcrossAStraightBorder_IsTheRatioOfSquares()
    {
        Mask half = MetricScenes.Where(MetricScenes.Size, (x, _) => x >= 70);
        FloatImage truth = FromLightness((x, _) => x >= 70 ? 52 : 50);
        FloatImage fill = FromLightness((x, _) => x >= 70 ? 56 : 50);

        Assert.Equal(9, SeamRatio.ToTruth(fill, truth, half)!.Value, 0.02);
    }

    [Fact]
    public void AcrossEdge_FlatFillOnFlatGround_IsTheDifferenceOfTheColors()
    {
        Mask hole = MetricScenes.Disc();
        FloatImage ground = MetricScenes.Flat(0.5f, 0.5f, 0.5f);
        FloatImage filled = MetricScenes.Join(MetricScenes.Flat(0.6f, 0.5f, 0.45f), ground, hole);
        CieLab.FromSrgb(0.5f, 0.5f, 0.5f, out float l1, out float a1, out float b1);
        CieLab.FromSrgb(0.6f, 0.5f, 0.45f, out float l2, out float a2, out float b2);

        Assert.Equal(DeltaE.Ciede2000((l2, a2, b2), (l1, a1, b1)), ColorStep.AcrossEdge(filled, hole)!.Value, 1e-3);
        Assert.Equal(0, ColorStep.AcrossEdge(ground, hole)!.Value, 1e-6);
    }

    [Fact]
    public void AcrossEdge_GrainOnly_StaysFarBelowTheGrain()
    {
        FloatImage grain = MetricScenes.Paint(MetricScenes.Size, (x, y, c) => 128 + (30 * (float)(HashNoise.Uniform(5, (y * 140) + x, c) - 0.5)));

        Assert.InRange(ColorStep.AcrossEdge(grain, MetricScenes.Disc())!.Value, 0.1, 3);
    }

    [Fact]
    public void Measure_WrongSizesOrNoHole_SaysWhich()
    {
        FloatImage small = MetricScenes.Paint(new PixelSize(9, 9), (_, _, _) => 0);

        string sizes = Assert.Throws<ArgumentException>(() => FillScores.Measure(small, MetricScenes.Truth(), MetricScenes.Disc())).Message;
        string empty = Assert.Throws<ArgumentException>(
            () => FillScores.Measure(MetricScenes.Fill(), MetricScenes.Truth(), new Mask(MetricScenes.Size))).Message;

        Assert.Contains("9×9", sizes);
        Assert.Contains("140×121", sizes);
        Assert.Contains("needs a hole", empty);
    }
}
