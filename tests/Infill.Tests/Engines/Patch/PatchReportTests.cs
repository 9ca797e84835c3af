using Infill.Engines;
using Infill.Engines.Patch;
using Infill.Imaging;
using Infill.Tests.Support;

namespace Infill.Tests.Engines.Patch;

public sealed class PatchReportTests
{
    private const float Natural = 3f;

    [Theory, InlineData(399, true), InlineData(400, false)]
    public void Describe_CoarsestSources_WarnBelowFourHundred(int coarsestSources, bool warns) =>
        Assert.Equal(warns, Describe(Plenty(), coarsestSources).Warnings.Count > 0);

    [Theory, InlineData(45, true), InlineData(90, false)]
    public void Describe_SourcesPerTarget_WarnBelowTwo(int side, bool warns)
    {
        PatchScene scene = PatchScene.Of(TestTiles.Texture(new PixelSize(side, side), new PixelRect(12, 12, 18, 18))).Scatter(1);

        EngineFill fill = Describe(scene, 1000);

        Assert.Equal(warns, scene.Level.Sources.Length < 2 * scene.Level.Targets.Length);
        Assert.Equal(warns, fill.Warnings.Count == 1);
        Assert.All(fill.Warnings, w => Assert.Contains("--context", w, StringComparison.Ordinal));
    }

    [Fact]
    public void Describe_Energies_MapToConfidenceFromOneToZero()
    {
        PatchScene scene = Plenty();
        for (int k = 0; k < scene.Level.HoleAt.Length; k++)
        {
            // From a perfect match to five times what neighbouring patches differ by.
            scene.State.Energy[scene.Level.HoleAt[k]] = (Natural + 2) * 5f * k / (scene.Level.HoleAt.Length - 1);
        }

        EngineFill fill = Describe(scene, 1000);

        float[] confidence = [.. scene.Level.HoleAt.Select(at => fill.Confidence!.Values[Index(scene, at)])];
        Assert.Equal(1f, confidence[0]);
        Assert.Equal(0f, confidence[^1]);
        Assert.Equal(confidence.OrderDescending(), confidence);
        Assert.Equal(0.5f, confidence[confidence.Length / 2], 0.01f);
    }

    [Fact]
    public void Describe_LittleToCopyFrom_LowersConfidenceInProportion()
    {
        PatchScene scene = Plenty();
        Array.Clear(scene.State.Energy);

        float[] confidence = [.. scene.Level.HoleAt.Select(at => Describe(scene, 100).Confidence!.Values[Index(scene, at)])];

        Assert.All(confidence, c => Assert.Equal(0.25f, c, 1e-6f));
    }

    [Fact]
    public void Describe_Sources_AreTheMatchesInTilePixels()
    {
        PatchScene scene = Plenty().MatchAllAt(30, 2);

        int[] sources = Describe(scene, 1000).Sources!;

        for (int i = 0; i < sources.Length; i++)
        {
            Assert.Equal(scene.Tile.Mask.Values[i] > 0 ? i + (2 * 90) + 30 : -1, sources[i]);
        }
    }

    private static PatchScene Plenty() =>
        PatchScene.Of(TestTiles.Texture(new PixelSize(90, 80), new PixelRect(30, 30, 11, 11))).Scatter(1);

    private static int Index(PatchScene scene, int at) =>
        FinalReconstruction.TileIndex(scene.Level.Width, scene.Level.Position(at));

    private static EngineFill Describe(PatchScene scene, int coarsestSources) =>
        PatchReport.Describe(scene.Tile, scene.Tile.Image.Clone(), (scene.Level, scene.State), new PatchOutlook(coarsestSources, [Natural]));
}
