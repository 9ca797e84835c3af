using Infill.Evaluation.Metrics;
using Infill.Evaluation.Runs;
using Infill.Evaluation.Statistics;

namespace Infill.Tests.Evaluation.Statistics;

/// <summary>The gate: equal runs are the same, noise is the same, real harm is worse, and what does not pair is refused.</summary>
public sealed class EvalComparisonTests
{
    private static readonly EvalRecord Before = EvalScenes.Record(24, ["a", "b"], [1, 2], (i, engine, seed) => 1 + (0.3 * HashNoise.Uniform(i, seed, engine[0])));

    [Fact]
    public void Of_IdenticalRuns_IsTheSameEverywhere()
    {
        EvalComparison comparison = EvalComparison.Of(Before, Before);

        Assert.Equal(Verdict.Same, comparison.Verdict);
        Assert.Equal(96, comparison.Pairs);
        Assert.Equal(24, comparison.Cases);
        Assert.All(comparison.Judgements, j => Assert.Equal((Verdict.Same, 0.0), (j.Verdict, j.Difference.Mean)));
        Assert.Equal(["a", "b"], comparison.Judgements.Select(j => j.Engine).Distinct());
        Assert.Equal(
            ["patch", "seamError", "sharpError", "colorStep", "psnr", "ssim", Judgement.Failures, Judgement.KeptPixels],
            comparison.Judgements.Where(j => j.Engine == "a").Select(j => j.Metric));
    }

    [Fact]
    public void Of_OtherSeedsOfEqualEngines_IsTheSameNearlyAlways()
    {
        int alarms = 0;
        for (int draw = 0; draw < 60; draw++)
        {
            // A case's own difficulty, and noise of the same size on each side.
            EvalRecord Run(int side) => EvalScenes.Record(30, ["a"], [1], (i, _, _) => 5 + HashNoise.Normal(900, i, 0) + (0.3 * HashNoise.Normal(1000 + draw, i, side)));
            alarms += EvalComparison.Of(Run(2), Run(3)).Judgements.Any(j => j.Metric == "patch" && j.Verdict != Verdict.Same) ? 1 : 0;
        }

        Assert.InRange(alarms, 0, 3);
    }

    [Theory]
    [InlineData(0.2, Verdict.Worse)]
    [InlineData(-0.2, Verdict.Better)]
    [InlineData(0.01, Verdict.Same)]
    public void Of_ShiftOfEveryCase_IsJudgedByItsSign(double shift, Verdict expected)
    {
        EvalRecord after = Shift(Before, shift, "a");

        Judgement patch = EvalComparison.Of(Before, after).Judgements.Single(j => j is { Engine: "a", Metric: "patch" });

        Assert.Equal(expected, patch.Verdict);
        Assert.Equal(shift, patch.Difference.Mean, 1e-9);
        Assert.Equal(patch.Before + shift, patch.After, 1e-9);
    }

    [Fact]
    public void Of_OneEngineWorse_NamesThatEngineOnly()
    {
        EvalComparison comparison = EvalComparison.Of(Before, Shift(Before, 0.3, "b"));

        Assert.Equal(Verdict.Worse, comparison.Verdict);
        Assert.All(comparison.Judgements.Where(j => j.Verdict == Verdict.Worse), j => Assert.Equal("b", j.Engine));
    }

    [Fact]
    public void Of_MoreDecibels_IsBetter()
    {
        EvalRecord after = EvalScenes.Map(Before, r => r with { Scores = r.Scores! with { Psnr = r.Scores.Psnr + 1 } });

        Judgement psnr = EvalComparison.Of(Before, after).Judgements.First(j => j.Metric == "psnr");

        Assert.Equal(Verdict.Better, psnr.Verdict);
        Assert.Equal(-1, psnr.Difference.Mean, 1e-9);
    }

    [Fact]
    public void Of_WiderAlsoMeansUnsurer_ALowerLevelDecidesMore()
    {
        EvalRecord after = EvalScenes.Map(Before, r => Shifted(r, 0.08 + (0.4 * (HashNoise.Uniform(7, r.Seed, r.Case[1]) - 0.5))));
        Judgement Patch(double level) => EvalComparison.Of(Before, after, new ComparisonOptions { Level = level, Metrics = ["patch"] }).Judgements[0];

        Interval sure = Patch(0.99).Difference, less = Patch(0.8).Difference;

        Assert.True(sure.Low < less.Low && less.High < sure.High);
    }

    [Fact]
    public void Of_FillThatFailsOnlyAfterwards_IsWorseWithoutNoise()
    {
        EvalRecord after = EvalScenes.Map(Before, r => r is { Case: "c3", Engine: "a", Seed: 1 } ? r with { Error = "broken", Scores = null, Keep = null } : r);

        EvalComparison comparison = EvalComparison.Of(Before, after);

        Assert.Equal([("a", Judgement.Failures)], comparison.Judgements.Where(j => j.Verdict == Verdict.Worse).Select(j => (j.Engine, j.Metric)));
        Assert.Equal(Verdict.Better, EvalComparison.Of(after, Before).Verdict);
    }

    [Fact]
    public void Of_KeptPixelsThatChangeOnlyAfterwards_IsWorse()
    {
        EvalRecord after = EvalScenes.Map(Before, r => r is { Case: "c5", Engine: "b", Seed: 2 } ? r with { Keep = new KeepProof(1000, 1, 1) } : r);

        Assert.Equal([("b", Judgement.KeptPixels)], EvalComparison.Of(Before, after).Judgements.Where(j => j.Verdict == Verdict.Worse).Select(j => (j.Engine, j.Metric)));
    }

    [Fact]
    public void Of_MissingOrOtherCase_DoesNotPair()
    {
        EvalRecord shorter = Before with { Cases = [.. Before.Cases.Skip(1)], Results = [.. Before.Results.Where(r => r.Case != "c0")] };
        EvalRecord other = Before with { Cases = [.. Before.Cases.Select(c => c.Name == "c0" ? c with { Hash = "else" } : c)] };

        Assert.Contains("'c0' was run before and not after", Refused(Before, shorter), StringComparison.Ordinal);
        Assert.Contains("'c0' has other pictures", Refused(Before, other), StringComparison.Ordinal);
        Assert.Equal(23, EvalComparison.Of(shorter, Before).Cases);
        Assert.Equal(23, EvalComparison.Of(Before, other, new ComparisonOptions { CommonOnly = true }).Cases);
        Assert.Single(EvalComparison.Of(Before, other, new ComparisonOptions { CommonOnly = true }).Unpaired);
    }

    [Fact]
    public void Of_MissingEngineOrSeed_DoesNotPair()
    {
        EvalRecord oneEngine = Before with { Engines = [Before.Engines[0]], Results = [.. Before.Results.Where(r => r.Engine == "a")] };
        EvalRecord oneSeed = Before with { Seeds = [1], Results = [.. Before.Results.Where(r => r.Seed == 1)] };

        Assert.Contains("'b' is not in the later", Refused(Before, oneEngine), StringComparison.Ordinal);
        Assert.Contains("seed 2 was run before and not after", Refused(Before, oneSeed), StringComparison.Ordinal);
        Assert.Contains("'x' is not in the earlier", Refused(Before, Before, ("x", "a")), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_NothingInCommon_IsRefusedEvenWithCommonOnly() => Assert.Throws<InvalidRequestException>(
        () => EvalComparison.Of(Before, Before with { Cases = [], Results = [] }, new ComparisonOptions { CommonOnly = true }));

    [Fact]
    public void Of_TwoEngines_ComparesOneWithTheOther()
    {
        EvalRecord unseeded = Before with
        {
            Results = [.. Before.Results.Where(r => r.Engine == "a" || r.Seed == 1).Select(r => r.Engine == "b" ? Shifted(r with { Seed = 0 }, 1) : r)],
        };

        EvalComparison comparison = EvalComparison.Of(unseeded, unseeded, new ComparisonOptions { Engines = [("a", "b")], Metrics = ["patch"] });

        Assert.Equal(48, comparison.Pairs);
        Assert.Equal(("a", "b", Verdict.Worse), (comparison.Judgements[0].Engine, comparison.Judgements[0].Against, comparison.Judgements[0].Verdict));
    }

    [Fact]
    public void Of_RunsWithoutTruth_AreJudgedByTheRing()
    {
        EvalRecord Blind(double distance) => EvalScenes.Map(
            Before with { Cases = [.. Before.Cases.Select(c => c with { HasTruth = false })] },
            r => r with { Scores = new FillScores { PatchToRing = distance + r.Seed, SharpToRing = 0.9 } });

        EvalComparison comparison = EvalComparison.Of(Blind(1), Blind(2));

        Assert.Equal(Verdict.Worse, comparison.Judgements.First(j => j.Metric == "patchRing").Verdict);
        Assert.DoesNotContain(comparison.Judgements, j => j.Metric == "patch");
    }

    [Fact]
    public void Of_SingleCase_NeverDecides()
    {
        EvalRecord one = Before with { Cases = [Before.Cases[0]], Results = [.. Before.Results.Where(r => r.Case == "c0")] };

        Assert.Equal(Verdict.Same, EvalComparison.Of(one, Shift(one, 5, "a")).Verdict);
    }

    private static EvalRecord Shift(EvalRecord record, double shift, string engine) => EvalScenes.Map(record, r => r.Engine == engine ? Shifted(r, shift) : r);

    private static EvalResult Shifted(EvalResult result, double shift) => result with { Scores = result.Scores! with { PatchToTruth = result.Scores.PatchToTruth + shift } };

    private static string Refused(EvalRecord before, EvalRecord after, params (string Before, string After)[] engines) => Assert.Throws<InvalidRequestException>(
        () => EvalComparison.Of(before, after, new ComparisonOptions { Engines = engines })).Message;
}
