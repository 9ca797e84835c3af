using Infill.Evaluation.Metrics;

namespace Infill.Tests.Evaluation.Metrics;

/// <summary>The expected numbers come from the OpenCV and NumPy scorer whose definitions these metrics share, run on the same scene.</summary>
public sealed class PrototypeAgreementTests
{
    private readonly FillScores _scores = FillScores.Measure(MetricScenes.Fill(), MetricScenes.Truth(), MetricScenes.Disc());

    [Fact]
    public void Scene_FirstPixels_AreThoseOfTheReference()
    {
        Assert.Equal([103f, 102f, 105f], Enumerable.Range(0, 3).Select(c => MetricScenes.Truth()[c, 5, 3] * 255f), (a, b) => Math.Abs(a - b) < 0.01f);
        Assert.Equal([106f, 104f, 99f], Enumerable.Range(0, 3).Select(c => MetricScenes.Fill()[c, 9, 7] * 255f), (a, b) => Math.Abs(a - b) < 0.01f);
    }

    [Fact]
    public void Measure_ReferenceScene_AgreesOnEveryMetricWithoutChance()
    {
        // With the CIE formulas in double precision; OpenCV's own Lab table gives 0.6474, 0.6493 and 1.4180.
        Assert.Equal(0.644747, _scores.SharpToTruth!.Value, 2e-6);
        Assert.Equal(0.646729, _scores.SharpToRing!.Value, 2e-6);
        Assert.Equal(1.414282, _scores.Seam!.Value, 5e-6);
        Assert.Equal(16.255823, _scores.Psnr!.Value, 2e-6);
        Assert.Equal(0.184912, _scores.Ssim!.Value, 2e-6);
    }

    [Fact]
    public void Measure_ReferenceScene_PatchDistanceLiesWithinThreeDeviationsOfOtherProjections()
    {
        // Twelve draws of 96 directions: 2.562 ± 0.130 to the truth, 2.581 ± 0.126 to the ring.
        Assert.Equal(2.562, _scores.PatchToTruth!.Value, 3 * 0.130);
        Assert.Equal(2.581, _scores.PatchToRing!.Value, 3 * 0.126);
    }
}
