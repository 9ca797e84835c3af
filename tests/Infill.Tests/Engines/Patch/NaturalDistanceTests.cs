using Infill.Engines.Patch;
using Infill.Imaging;
using Infill.Tests.Support;
using Infill.Tiles;

namespace Infill.Tests.Engines.Patch;

public sealed class NaturalDistanceTests
{
    private static readonly PixelSize Size = new(64, 57);
    private static readonly PixelRect Hole = new(25, 20, 12, 11);

    [Fact]
    public void Estimate_ConstantPicture_IsTheFloor() =>
        Assert.Equal(0.3f, Estimate(TestTiles.From(Size, (c, x, y) => 0.4f, Hole), seed: 1));

    [Fact]
    public void Estimate_IndependentNoise_IsNearItsPairDistance()
    {
        PatchScene scene = PatchScene.Of(Noise(0.2f));
        double pairs = 2 * Enumerable.Range(0, PatchGrid.Channels).Sum(c => Variance(scene, c));

        float natural = NaturalDistance.Estimate(scene.Level, 1, PatchScene.AllThreads);

        // The mean over pairs is 2·variance; the nearest of a thousand lies below it, but 49 pixels cannot all agree.
        Assert.InRange(natural, 0.3 * pairs, pairs);
    }

    [Fact]
    public void Estimate_TwiceTheContrast_IsAboutFourTimesAsFar()
    {
        float ratio = Estimate(Noise(0.2f), 1) / Estimate(Noise(0.1f), 1);

        Assert.InRange(ratio, 3.5f, 4.5f);
    }

    [Fact]
    public void Estimate_AnyThreadCount_IsTheSame()
    {
        // More than 6000 sources, so that candidates are drawn.
        PatchLevel level = PatchScene.Of(TestTiles.Texture(new PixelSize(101, 97), Hole)).Level;

        Assert.True(level.Sources.Length > 6000);
        Assert.Equal(
            NaturalDistance.Estimate(level, 4, PatchScene.Threads(1)), NaturalDistance.Estimate(level, 4, PatchScene.Threads(4)));
    }

    [Fact]
    public void Estimate_NothingKnownBesideTheHole_IsFour()
    {
        Tile tile = TestTiles.Texture(new PixelSize(90, 60), new PixelRect(5, 5, 9, 9));
        tile = tile with { Unknown = TestTiles.RectMask(tile.Image.Size, new PixelRect(0, 0, 45, 60)) };

        Assert.Equal(4f, Estimate(tile, 1));
    }

    private static Tile Noise(float contrast) => TestTiles.From(
        Size, (c, x, y) => 0.5f + (contrast * (PatchScene.Unit(3, (y * Size.Width) + x) - 0.5f)), Hole);

    private static float Estimate(Tile tile, uint seed) =>
        NaturalDistance.Estimate(PatchScene.Of(tile).Level, seed, PatchScene.AllThreads);

    private static double Variance(PatchScene scene, int channel)
    {
        double mean = scene.Level.Sources.Average(s => (double)scene.Feature(s, channel));
        return scene.Level.Sources.Average(s => Math.Pow(scene.Feature(s, channel) - mean, 2));
    }
}
