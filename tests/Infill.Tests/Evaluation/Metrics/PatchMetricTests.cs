using Infill.Evaluation.Metrics;
using Infill.Imaging;

namespace Infill.Tests.Evaluation.Metrics;

public sealed class PatchMetricTests
{
    [Fact]
    public void ToTruth_ExactFill_IsZeroEvenFromOtherSurroundings()
    {
        Mask hole = MetricScenes.Disc();
        FloatImage truth = MetricScenes.Truth();

        Assert.Equal(0, SlicedWasserstein.ToTruth(MetricScenes.Join(truth, MetricScenes.Fill(), hole), truth, hole));
    }

    [Fact]
    public void Distance_SetMovedByAVector_IsTheMeanProjectionOfTheVector()
    {
        // Every quantile moves by |v·d|; for a direction on the sphere in 147 dimensions its mean is |v|·√(2/(147π)).
        float[][] first = [.. Enumerable.Range(0, 50).Select(i => Enumerable.Range(0, 147).Select(k => (float)HashNoise.Normal(9, i, k)).ToArray())];
        float[][] second = [.. first.Select(p => p.Select(v => v + 5f).ToArray())];

        double distance = SlicedWasserstein.Distance(first, second)!.Value;

        double length = 5 * Math.Sqrt(147);
        Assert.Equal(length * Math.Sqrt(2 / (147 * Math.PI)), distance, 0.15 * distance);
        Assert.Equal(distance, SlicedWasserstein.Distance(second, first)!.Value, 1e-12);
    }

    [Fact]
    public void Distance_SameSetInAnotherOrderOrTwice_IsZero()
    {
        float[][] set = [.. Enumerable.Range(0, 40).Select(i => Enumerable.Range(0, 147).Select(k => (float)HashNoise.Normal(3, i, k)).ToArray())];

        Assert.Equal(0, SlicedWasserstein.Distance(set, [.. set.Reverse()]));
        Assert.InRange(SlicedWasserstein.Distance(set, [.. set, .. set])!.Value, 0, 0.05);
    }

    [Fact]
    public void ToRing_FillOfTheSameTexture_IsNearerThanABlurredOne()
    {
        Mask hole = MetricScenes.Disc();
        FloatImage truth = MetricScenes.Truth();
        FloatImage flat = MetricScenes.Join(MetricScenes.Flat(0.54f, 0.56f, 0.57f), truth, hole);

        double same = SlicedWasserstein.ToRing(truth, hole)!.Value;

        Assert.InRange(same, 0, 0.5);
        Assert.InRange(SlicedWasserstein.ToRing(flat, hole)!.Value, 5 * same, 100);
    }

    [Fact]
    public void ToTruth_MoreThan4000Patches_IsRepeatable()
    {
        Mask hole = MetricScenes.Disc(radius: 45);

        double? first = SlicedWasserstein.ToTruth(MetricScenes.Fill(), MetricScenes.Truth(), hole);

        Assert.True(hole.CountFilled() > 4000);
        Assert.Equal(first, SlicedWasserstein.ToTruth(MetricScenes.Fill(), MetricScenes.Truth(), hole));
    }

    [Fact]
    public void Collect_TooManyPlaces_ChoosesDistinctOnesFromEverywhere()
    {
        FloatImage ramp = MetricScenes.Paint(MetricScenes.Size, (x, y, _) => (y * 140) + x);

        float[][] patches = PatchSet.Collect(ramp, [.. Enumerable.Repeat(true, 140 * 121)]);

        float[] centres = [.. patches.Select(p => p[24])];
        Assert.Equal(PatchSet.MaxPatches, centres.Distinct().Count());
        Assert.Equal(60 * 140 / 255f, centres.Average(), 1.5);
    }

    [Fact]
    public void ToTruth_HoleOnlyInTheOuterThreePixels_HasNoValue()
    {
        Mask edge = MetricScenes.Where(MetricScenes.Size, (x, _) => x < 3);

        Assert.Null(SlicedWasserstein.ToTruth(MetricScenes.Fill(), MetricScenes.Truth(), edge));
    }

    [Fact]
    public void ToRing_HoleOfTheWholePicture_HasNoValue()
    {
        Mask all = MetricScenes.Where(MetricScenes.Size, (_, _) => true);

        Assert.Null(SlicedWasserstein.ToRing(MetricScenes.Fill(), all));
        Assert.Null(Sharpness.ToRing(MetricScenes.Fill(), all));
        Assert.Null(SeamRatio.ToTruth(MetricScenes.Fill(), MetricScenes.Truth(), all));
        Assert.Null(ColorStep.AcrossEdge(MetricScenes.Fill(), all));
    }
}
