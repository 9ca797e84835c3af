using Infill.Engines.Patch;
using Infill.Imaging;
using Infill.Tests.Support;
using Infill.Tiles;

namespace Infill.Tests.Engines.Patch;

public sealed class FinalReconstructionTests
{
    private static readonly PixelSize Size = new(67, 53);
    private static readonly PixelRect Hole = new(25, 20, 10, 9);

    [Theory, InlineData(3, 19, 0), InlineData(4, 19, 0), InlineData(3, -19, 0), InlineData(4, -19, 0)]
    public void Render_OneOffsetOfAPeriodicPicture_RestoresIt(int channels, int dx, int dy)
    {
        // Random within a period, so that only the true offset gives these colours; the hole shows something else.
        Tile truth = Periodic(channels);
        PatchScene scene = PatchScene.Of(TestTiles.WithObject(truth, 1f)).MatchAllAt(dx, dy);

        FloatImage image = Render(scene);

        for (int i = 0; i < image.Values.Length; i++)
        {
            Assert.Equal(truth.Image.Values[i], image.Values[i], 1e-5f);
        }
    }

    [Theory, InlineData(3), InlineData(4)]
    public void Render_RandomField_LeavesKnownPixelsBitForBit(int channels)
    {
        PatchScene scene = PatchScene.Of(Periodic(channels)).Scatter(3);

        FloatImage image = Render(scene);

        for (int i = 0; i < image.Values.Length; i++)
        {
            Assert.InRange(image.Values[i], 0f, 1f);
            if (scene.Tile.Mask.Values[i % (int)Size.Area] == 0)
            {
                Assert.Equal(scene.Tile.Image.Values[i], image.Values[i]);
            }
        }
    }

    [Fact]
    public void Render_AnyThreadCount_GivesTheSameBytes()
    {
        PatchScene scene = PatchScene.Of(Periodic(4)).Scatter(3);

        Assert.Equal(Render(scene, 1).Values, Render(scene, 4).Values);
    }

    private static Tile Periodic(int channels) => TestTiles.From(
        Size, (c, x, y) => 0.1f + (0.8f * PatchScene.Unit(8, (((y * 19) + (x % 19)) * 4) + c)), Hole, channels);

    private static FloatImage Render(PatchScene scene, int threads = 2) =>
        FinalReconstruction.Render(scene.Tile, (scene.Level, scene.State), 0.5f, PatchScene.Threads(threads));
}
