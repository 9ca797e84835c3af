using Infill.Engines.Patch;

namespace Infill.Tests.Engines.Patch;

public sealed class PatchSearchTests
{
    private static readonly SearchTerms DistanceOnly = new(0f, 0f, 0f, 77);
    private static readonly SearchTerms AllTerms = new(0.5f, 0.4f, 3f, 77);

    [Fact]
    public void Exhaustive_DistanceOnly_FindsTheOptimumOfEveryTarget()
    {
        PatchScene scene = Weighted(1);

        PatchSearch.Exhaustive(scene.Level, scene.State, DistanceOnly, PatchScene.AllThreads);

        foreach (int at in scene.Level.TargetAt.Where((_, k) => k % 17 == 0))
        {
            double best = scene.Level.Sources.Min(source => scene.Distance(at, source));
            Assert.Equal(best, scene.State.Energy[at], 1e-3 * (1 + best));
            Assert.Equal(best, scene.Distance(at, scene.State.Match[at]), 1e-3 * (1 + best));
        }

        scene.AssertMatchesAreSources();
    }

    [Fact]
    public void Sweep_DistanceOnly_FallsTowardsTheOptimumAndNeverBelow()
    {
        PatchScene scene = Weighted(1), exact = Weighted(1);
        PatchSearch.Exhaustive(exact.Level, exact.State, DistanceOnly, PatchScene.AllThreads);
        float[] before = [.. scene.Level.TargetAt.Select(at => (float)scene.Distance(at, scene.State.Match[at]))];
        float start = before.Sum();

        for (int sweep = 0; sweep < 5; sweep++)
        {
            PatchSearch.Sweep(scene.Level, scene.State, DistanceOnly with { Key = (uint)sweep }, 1, PatchScene.AllThreads);

            scene.AssertMatchesAreSources();
            float[] after = [.. scene.Level.TargetAt.Select(at => scene.State.Energy[at])];
            for (int k = 0; k < after.Length; k++)
            {
                Assert.True(after[k] <= before[k] * 1.0001f, $"target {k} rose from {before[k]} to {after[k]} in sweep {sweep}");
                Assert.True(after[k] >= exact.State.Energy[scene.Level.TargetAt[k]] * 0.9999f, $"target {k} is below its optimum");
            }

            before = after;
        }

        float optimum = exact.Level.TargetAt.Sum(at => exact.State.Energy[at]);
        Assert.True(before.Sum() - optimum < 0.5f * (start - optimum), $"{start} → {before.Sum()}, optimum {optimum}");
    }

    [Theory, InlineData(true), InlineData(false)]
    public void AnySearch_AnyThreadCount_GivesTheSameField(bool exhaustive)
    {
        PatchScene one = Weighted(3), many = Weighted(3);
        PatchUsage.Update(one.Level, one.State, true, PatchScene.AllThreads);
        PatchUsage.Update(many.Level, many.State, true, PatchScene.AllThreads);

        Search(one, PatchScene.Threads(1));
        Search(many, PatchScene.Threads(4));

        Assert.Equal(one.State.Match, many.State.Match);
        Assert.Equal(one.State.Energy, many.State.Energy);
        many.AssertMatchesAreSources();

        void Search(PatchScene scene, ParallelOptions parallel)
        {
            if (exhaustive)
            {
                PatchSearch.Exhaustive(scene.Level, scene.State, AllTerms, parallel);
            }
            else
            {
                PatchSearch.Sweep(scene.Level, scene.State, AllTerms, 4, parallel);
            }
        }
    }

    [Fact]
    public void Sweep_OneTargetKnowsTheOffset_ItSpreads()
    {
        // On a periodic picture all targets fit at one offset; only one of them starts with it.
        PatchScene scene = PatchScene.Texture().Scatter(5);
        PatchWeights.Set(scene.Level, scene.State, 1f);
        Array.Clear(scene.State.RootWeight);
        PatchWeights.Normalise(scene.Level, scene.State);
        int at = scene.Level.TargetAt[^1], offset = scene.State.Match[at] - scene.Level.Targets[^1];
        scene.State.Usage.AsSpan().Fill(1f);
        foreach (int target in scene.Level.Targets.Where(t => scene.Level.IsSource.ElementAtOrDefault(scene.Level.GridIndex(t + offset))))
        {
            scene.State.Usage[scene.Level.GridIndex(target + offset)] = 0f;
        }

        int before = Count();
        PatchSearch.Sweep(scene.Level, scene.State, new SearchTerms(1f, 0f, 0f, 1), 4, PatchScene.AllThreads);

        Assert.True(Count() > before + 20, $"{before} → {Count()}");

        int Count() => scene.Level.TargetAt.Count(t => scene.State.Usage[scene.Level.GridIndex(scene.State.Match[t])] == 0f);
    }

    [Theory, InlineData(true), InlineData(false)]
    public void AnySearch_CancelledToken_Stops(bool exhaustive)
    {
        PatchScene scene = Weighted(1);
        var cancelled = new ParallelOptions { CancellationToken = new CancellationToken(canceled: true) };

        Assert.Throws<OperationCanceledException>(() =>
        {
            if (exhaustive)
            {
                PatchSearch.Exhaustive(scene.Level, scene.State, DistanceOnly, cancelled);
            }
            else
            {
                PatchSearch.Sweep(scene.Level, scene.State, DistanceOnly, 1, cancelled);
            }
        });
    }

    private static PatchScene Weighted(uint seed)
    {
        PatchScene scene = PatchScene.Texture().Scatter(seed);
        PatchVote.Apply(scene.Level, scene.State, 1f, 1f, PatchScene.AllThreads);
        PatchWeights.Set(scene.Level, scene.State, 0.5f);
        return scene;
    }
}
