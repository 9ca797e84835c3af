using Infill.Evaluation.Metrics;
using Infill.Evaluation.Runs;
using Infill.Evaluation.Statistics;

namespace Infill.Tests.Evaluation.Statistics;

/// <summary>Means are over cases, seeds first; pairs are pairs; the worst case stands first.</summary>
public sealed class EvalSummaryTests
{
    private static readonly EvalMetric Seam = EvalMetrics.Find("seam")!;
    private static readonly EvalMetric Psnr = EvalMetrics.Find("psnr")!;

    [Fact]
    public void Mean_SeedsOfACase_CountAsOne()
    {
        EvalRecord record = EvalScenes.Record(4, ["a"], [1, 2], (i, _, seed) => i + (10 * seed));

        Interval mean = new EvalSummary(record).Mean(EvalMetrics.Patch, "a")!;

        Assert.Equal(1.5 + 15, mean.Mean, 1e-12);
        Assert.Equal(4, mean.Count);

        // Intervals know the spread of cases (0…3), not that of seeds.
        Assert.InRange(mean.High - mean.Low, 0.5, 3);
    }

    [Fact]
    public void Mean_Ratio_IsGeometric()
    {
        EvalRecord record = EvalScenes.Record(3, ["a"], [1], (i, _, _) => i - 1);

        Assert.Equal(1, new EvalSummary(record).Mean(Seam, "a")!.Mean, 1e-12);
        Assert.Equal(1, new EvalSummary(record).CaseMean(Seam, "a", "c2")!.Value, 1e-12);
    }

    [Fact]
    public void Mean_DeterminedOnly_LeavesOtherCasesOut()
    {
        EvalRecord record = EvalScenes.Record(6, ["a"], [1], (i, _, _) => i);
        string[] determined = [.. record.Cases.Where(c => c.IsDetermined()).Select(c => c.Name)];

        Interval mean = new EvalSummary(record).Mean(Psnr, "a")!;

        // c5 is neither unique nor soft all around; c1 and c3 are soft.
        Assert.Equal(["c0", "c1", "c2", "c3", "c4"], determined);
        Assert.Equal(5, mean.Count);
        Assert.Equal(30 - 2, mean.Mean, 1e-12);
    }

    [Fact]
    public void Mean_FailedFill_TakesItsCaseOut()
    {
        EvalRecord record = EvalScenes.Map(
            EvalScenes.Record(3, ["a", "b"], [1, 2], (i, _, _) => i),
            r => r is { Case: "c2", Engine: "a", Seed: 2 } ? r with { Scores = null, Error = "no" } : r);
        var summary = new EvalSummary(record);

        Assert.Null(summary.CaseMean(EvalMetrics.Patch, "a", "c2"));
        Assert.Equal(0.5, summary.Mean(EvalMetrics.Patch, "a")!.Mean, 1e-12);
        Assert.Equal(2, summary.Difference(EvalMetrics.Patch, "a", "b")!.Count);
    }

    [Fact]
    public void Difference_PairedCases_HidesNothingOfAConstantGap()
    {
        // Cases differ by hundreds, engines by 0.1 in each: only pairs can see that.
        EvalRecord record = EvalScenes.Record(5, ["a", "b"], [1], (i, engine, _) => (100 * i) + (engine == "a" ? 0 : 0.1));

        Interval difference = new EvalSummary(record).Difference(EvalMetrics.Patch, "a", "b")!;

        Assert.Equal(-0.1, difference.Mean, 1e-9);
        Assert.True(difference.IsBelow(-0.09));
    }

    [Fact]
    public void Difference_Only_CountsTheChosenCases()
    {
        EvalRecord record = EvalScenes.Record(6, ["a", "b"], [1], (i, engine, _) => engine == "a" ? i : 0);

        Assert.Equal(3, new EvalSummary(record).Difference(EvalMetrics.Patch, "a", "b", c => c.Name is "c2" or "c4")!.Mean, 1e-12);
        Assert.Null(new EvalSummary(record).Mean(EvalMetrics.Patch, "a", _ => false));
    }

    [Fact]
    public void WorstFirst_ByLossAgainstTheBestOther_Sorts()
    {
        EvalRecord record = EvalScenes.Record(3, ["a", "b", "c"], [1], (i, engine, _) => (i, engine) switch
        {
            (0, "a") => 1,
            (1, "a") => 6,
            (2, "a") => 3,
            (_, "b") => 2,
            _ => 5,
        });
        var summary = new EvalSummary(record);

        Assert.Equal(["c1", "c2", "c0"], summary.WorstFirst("a").Select(c => c.Name));
        Assert.Equal(3, summary.LossRatio("a", "c1")!.Value, 1e-12);
        Assert.Equal(0.5, summary.LossRatio("a", "c0")!.Value, 1e-12);
        Assert.Equal(2, summary.LossRatio("b", "c0")!.Value, 1e-12);
    }

    [Fact]
    public void LossRatio_SingleEngine_IsUnknown()
    {
        var summary = new EvalSummary(EvalScenes.Record(2, ["a"], [1], (i, _, _) => i + 1));

        Assert.Null(summary.LossRatio("a", "c0"));
        Assert.Equal(["c0", "c1"], summary.WorstFirst("a").Select(c => c.Name));
    }

    [Fact]
    public void SeedSpread_TwoSeeds_IsFromLeastToMostMean()
    {
        var summary = new EvalSummary(EvalScenes.Record(3, ["a"], [1, 2, 3], (i, _, seed) => i + seed));

        Assert.Equal((2, 4), summary.SeedSpread(EvalMetrics.Patch, "a"));
        Assert.Null(new EvalSummary(EvalScenes.Record(3, ["a"], [1], (i, _, _) => i)).SeedSpread(EvalMetrics.Patch, "a"));
    }

    [Fact]
    public void Median_Times_IsOverAllFills()
    {
        var summary = new EvalSummary(EvalScenes.Record(4, ["a"], [1], (i, _, _) => i));

        Assert.Equal(2.5, summary.Median("a", r => r.Seconds));
        Assert.Null(summary.Median("b", r => r.Seconds));
    }

    [Fact]
    public void Metrics_OnlyThoseWithValues_AreShown()
    {
        EvalRecord record = EvalScenes.Record(2, ["a"], [1], (i, _, _) => i);

        Assert.DoesNotContain(new EvalSummary(record).Metrics, m => m.Key == "patchRing");
        EvalRecord blind = EvalScenes.Map(record, r => r with { Scores = new FillScores { PatchToRing = 1 } });
        Assert.Equal(["patchRing"], new EvalSummary(blind).Metrics.Select(m => m.Key));
    }

    [Theory]
    [InlineData("patch", 1, 2)]
    [InlineData("seam", 1.1, 0.8)]
    [InlineData("seam", 0.8, 1.3)]
    [InlineData("psnr", 30, 28)]
    [InlineData("ssim", 0.9, 0.8)]
    public void DistanceFromIdeal_BetterValue_IsSmaller(string key, double better, double worse)
    {
        EvalMetric metric = EvalMetrics.Find(key)!;

        Assert.True(metric.DistanceFromIdeal(better) < metric.DistanceFromIdeal(worse));
    }

    [Fact]
    public void Metrics_EveryKey_IsItsOwnAndSaysWhatItMeans()
    {
        Assert.Equal(EvalMetrics.All.Count, EvalMetrics.All.Select(m => m.Key).Distinct().Count());
        Assert.All(EvalMetrics.All, m => Assert.EndsWith(".", m.Meaning, StringComparison.Ordinal));
        Assert.All(EvalMetrics.All.Where(m => m.Loss is not null), m => Assert.True(m.Negligible > 0, m.Key));
        Assert.Null(EvalMetrics.Find("wat"));
    }
}
