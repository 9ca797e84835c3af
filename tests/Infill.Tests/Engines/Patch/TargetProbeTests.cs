using Infill.Engines.Patch;
using Infill.Imaging;
using Infill.Tests.Support;
using Infill.Tiles;

namespace Infill.Tests.Engines.Patch;

public sealed unsafe class TargetProbeTests
{
    [Fact]
    public void Start_NoWeights_IsThePriorByItsDefinition()
    {
        Tile tile = TestTiles.Texture(new PixelSize(51, 43), new PixelRect(18, 16, 11, 9)) with
        {
            Guides = [new GuideLine([(14, 20.5), (40, 20.5)])],
        };
        PatchScene scene = PatchScene.Of(tile);
        MatchInBlocks(scene);
        for (int i = 0; i < scene.State.Usage.Length; i++)
        {
            scene.State.Usage[i] = 5 * PatchScene.Unit(2, i);
        }

        HashSet<int> differing = [];
        foreach (int target in scene.Level.Targets)
        {
            int source = scene.State.Match[scene.Level.At(target)];
            int others = Neighbours(scene, target).Count(n => scene.State.Match[scene.Level.At(n)] - n != source - target);
            double guide = scene.State.Guide!.Misfit(target, source);
            double expected = (others * 0.7) + (0.3 * scene.State.Usage[scene.Level.GridIndex(source)]) + (2 * guide);
            Assert.Equal(expected, Energy(scene, target, new SearchTerms(0.3f, 0.7f, 2f, 0)), 1e-4);
            differing.Add(others);
        }

        Assert.Equal([0, 1, 2], differing.Order().Take(3));
    }

    [Fact]
    public void Try_AnyPositionThatIsNoSource_IsRefused()
    {
        PatchScene scene = PatchScene.Texture().Scatter(1);
        float* buffer = stackalloc float[PatchKernel.TargetFloats];
        var probe = new TargetProbe(scene.Level, Dear(scene), scene.State.Match, new SearchTerms(1f, 0f, 0f, 0), buffer);
        int at = scene.Level.TargetAt[40], incumbent = scene.State.Match[at];
        HashSet<int> sources = [.. scene.Level.Sources];
        probe.Start(at, incumbent);
        int refused = 0;
        foreach (int position in Positions().Where(p => !sources.Contains(p)))
        {
            probe.Try(position);
            refused++;
        }

        Assert.Equal(incumbent, probe.Best);
        Assert.True(refused > 10_000);
        int other = scene.Level.Sources.First(s => s != incumbent);
        scene.State.Usage[scene.Level.GridIndex(other)] = 0;
        probe.Try(other);
        Assert.Equal(other, probe.Best);
    }

    [Fact]
    public void Try_EqualEnergy_KeepsTheFirst()
    {
        PatchScene scene = PatchScene.Texture().Scatter(1);
        float* buffer = stackalloc float[PatchKernel.TargetFloats];
        var probe = new TargetProbe(scene.Level, scene.State, scene.State.Match, default, buffer);
        int at = scene.Level.TargetAt[0];

        probe.Start(at, scene.Level.Sources[^1]);
        probe.Try(scene.Level.Sources[0]);

        Assert.Equal(scene.Level.Sources[^1], probe.Best);
        Assert.Equal(0f, probe.BestEnergy);
    }

    // Every source costs 1 but the one that stands, so anything that is taken for a free source would win.
    private static PatchState Dear(PatchScene scene)
    {
        foreach (int source in scene.Level.Sources)
        {
            scene.State.Usage[scene.Level.GridIndex(source)] = 1f;
        }

        return scene.State;
    }

    private static IEnumerable<int> Positions()
    {
        int[] far = [-1, int.MinValue, int.MaxValue, PatchGrid.Pack(65_535, 10), PatchGrid.Pack(10, 30_000), -(8 << 16) + 9];
        return far.Concat(
            from y in Enumerable.Range(-20, 120)
            from x in Enumerable.Range(-20, 140)
            select (y << 16) + x);
    }

    private static IEnumerable<int> Neighbours(PatchScene scene, int target) =>
        new[] { target - 1, target + 1, target - (1 << 16), target + (1 << 16) }.Where(n => scene.Level.IsTarget[scene.Level.At(n)]);

    // Copies in blocks of 4×4 targets: neighbours agree inside, and differ at the edges.
    private static void MatchInBlocks(PatchScene scene)
    {
        foreach (int target in scene.Level.Targets)
        {
            int block = (PatchGrid.X(target) / 4 * 100) + (PatchGrid.Y(target) / 4);
            int down = (int)(PatchScene.Bits(4, block) % 2), across = (int)(PatchScene.Bits(6, block) % 3);
            int source = scene.Level.Sources[down + across];
            int shifted = target + ((PatchGrid.Y(source) - PatchGrid.Pad - 18 - down) << 16) + across;
            scene.State.Match[scene.Level.At(target)] = scene.Level.IsSource[scene.Level.GridIndex(shifted)] ? shifted : source;
        }
    }

    private static float Energy(PatchScene scene, int target, SearchTerms terms)
    {
        float* buffer = stackalloc float[PatchKernel.TargetFloats];
        var probe = new TargetProbe(scene.Level, scene.State, scene.State.Match, terms, buffer);
        int at = scene.Level.At(target);
        probe.Start(at, scene.State.Match[at]);
        return probe.BestEnergy;
    }
}
