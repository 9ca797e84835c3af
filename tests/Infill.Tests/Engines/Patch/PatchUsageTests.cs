using Infill.Engines.Patch;
using Infill.Imaging;
using Infill.Tests.Support;

namespace Infill.Tests.Engines.Patch;

public sealed class PatchUsageTests
{
    [Theory, InlineData(1, 1), InlineData(1, 40), InlineData(7, 300)]
    public void Update_FirstStep_EqualsTheDefinition(uint seed, int differentSources)
    {
        PatchScene scene = Crowd(PatchScene.Texture(), seed, differentSources);
        Array.Fill(scene.State.Usage, 3f);

        PatchUsage.Update(scene.Level, scene.State, isFirstStep: true, PatchScene.AllThreads);

        for (int y = 0; y < scene.Level.Height; y++)
        {
            for (int x = 0; x < scene.Level.Width; x++)
            {
                int i = scene.Level.GridIndex(PatchScene.At(x, y));
                Assert.Equal(Definition(scene, x, y), scene.State.Usage[i], 1e-4);
            }
        }
    }

    [Fact]
    public void Update_LaterStep_IsTheMeanWithTheStepBefore()
    {
        PatchScene scene = Crowd(PatchScene.Texture(), 1, 1);
        PatchUsage.Update(scene.Level, scene.State, isFirstStep: true, PatchScene.AllThreads);
        float[] first = [.. scene.State.Usage];
        Crowd(scene, 9, 1);

        PatchUsage.Update(scene.Level, scene.State, isFirstStep: false, PatchScene.AllThreads);

        float[] blended = [.. scene.State.Usage];
        PatchUsage.Update(scene.Level, scene.State, isFirstStep: true, PatchScene.AllThreads);
        Assert.NotEqual(first, scene.State.Usage);
        for (int i = 0; i < first.Length; i++)
        {
            Assert.Equal((first[i] + scene.State.Usage[i]) / 2, blended[i], 1e-5f);
        }
    }

    [Fact]
    public void Update_AreaAtTheLimit_CostsFive()
    {
        // 66×66 hits on one source, over 49 pixels: 2⁶ and more.
        PatchScene scene = Crowd(PatchScene.Of(TestTiles.Texture(new PixelSize(90, 90), new PixelRect(5, 5, 60, 60))), 1, 1);

        PatchUsage.Update(scene.Level, scene.State, isFirstStep: true, PatchScene.AllThreads);

        Assert.Equal(5f, scene.State.Usage.Max());
    }

    private static PatchScene Crowd(PatchScene scene, uint seed, int differentSources)
    {
        foreach (int at in scene.Level.TargetAt)
        {
            uint pick = PatchScene.Bits(seed, at) % (uint)differentSources;
            scene.State.Match[at] = scene.Level.Sources[PatchScene.Bits(seed, (int)pick) % (uint)scene.Level.Sources.Length];
        }

        return scene;
    }

    private static double Definition(PatchScene scene, int x, int y)
    {
        int hits = scene.Level.TargetAt.Count(at =>
            Math.Abs(PatchGrid.X(scene.State.Match[at]) - PatchGrid.Pad - x) <= PatchGrid.Radius
            && Math.Abs(PatchGrid.Y(scene.State.Match[at]) - PatchGrid.Pad - y) <= PatchGrid.Radius);
        double share = Math.Max(1.0, (double)scene.Level.Targets.Length / scene.Level.Sources.Length);
        return hits == 0 ? 0 : Math.Clamp(Math.Log2(hits / 49.0 / share), 0, 5);
    }
}
