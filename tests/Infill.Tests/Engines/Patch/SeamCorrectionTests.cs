using Infill.Engines.Patch;
using Infill.Imaging;
using Infill.Tests.Support;
using Infill.Tiles;

namespace Infill.Tests.Engines.Patch;

public sealed class SeamCorrectionTests
{
    private const float Base = 0.4f;
    private static readonly PixelSize Size = new(101, 61);
    private static readonly PixelRect Hole = new(40, 20, 16, 14);

    [Theory, InlineData(0.02f), InlineData(-0.03f)]
    public void Apply_BrightnessStepBetweenTwoPieces_IsRemoved(float step)
    {
        (PatchScene scene, FloatImage filled) = TwoPieces(step);
        Assert.Equal(Math.Abs(step), MostStep(filled), 1e-5f);

        SeamCorrection.Apply(scene.Tile.Image, filled, scene.Level, scene.State, PatchScene.AllThreads);

        // An eighth of the step is at most one level of 8 bits: nothing that could be seen.
        Assert.InRange(MostStep(filled), 0f, Math.Abs(step) / 8);
    }

    [Fact]
    public void Apply_EdgeBetweenTwoPiecesThatTheirSurroundingsHave_Survives()
    {
        // Dark on the left, bright on the right: neither piece knows the edge, but each agrees with what it touches.
        Tile tile = TestTiles.From(Size, (c, x, y) => x >= Hole.X + 8 ? Base + 0.3f : Base, Hole);
        PatchScene scene = MatchHalves(tile);
        FloatImage filled = tile.Image.Clone();

        SeamCorrection.Apply(tile.Image, filled, scene.Level, scene.State, PatchScene.AllThreads);

        for (int y = Hole.Y; y < Hole.Bottom; y++)
        {
            // Measured: 0.249 in the middle rows; without the robust weight 0.11.
            Assert.InRange(filled[0, Hole.X + 8, y] - filled[0, Hole.X + 7, y], 0.24f, 0.3f);
        }
    }

    [Fact]
    public void Apply_EdgeInsideOnePiece_IsNoSeam()
    {
        // The copied piece has a strong edge of its own; it agrees with its gradient and stays as it is.
        Tile tile = TestTiles.From(Size, (c, x, y) => (x + 60) % 30 < 12 ? 0.2f : 0.8f, Hole);
        PatchScene scene = PatchScene.Of(tile).MatchAllAt(30, 0);
        FloatImage filled = tile.Image.Clone();

        SeamCorrection.Apply(tile.Image, filled, scene.Level, scene.State, PatchScene.AllThreads);

        for (int i = 0; i < filled.Values.Length; i++)
        {
            Assert.Equal(tile.Image.Values[i], filled.Values[i], 1e-6f);
        }
    }

    [Fact]
    public void Apply_AnyStep_LeavesKnownPixelsBitForBit()
    {
        (PatchScene scene, FloatImage filled) = TwoPieces(0.03f);
        float[] before = [.. filled.Values];

        SeamCorrection.Apply(scene.Tile.Image, filled, scene.Level, scene.State, PatchScene.AllThreads);

        Assert.NotEqual(before, filled.Values);
        for (int i = 0; i < before.Length; i++)
        {
            Assert.True(scene.Tile.Mask.Values[i % (int)Size.Area] > 0 || before[i] == filled.Values[i], $"value {i} changed");
        }
    }

    [Fact]
    public void Apply_AnyThreadCount_GivesTheSameBytes()
    {
        // More hole pixels than one chunk of 2048.
        PatchScene scene = PatchScene.Of(TestTiles.Texture(new PixelSize(97, 79), new PixelRect(20, 12, 57, 55))).Scatter(2);
        FloatImage one = scene.Tile.Image.Clone(), many = scene.Tile.Image.Clone();

        SeamCorrection.Apply(scene.Tile.Image, one, scene.Level, scene.State, PatchScene.Threads(1));
        SeamCorrection.Apply(scene.Tile.Image, many, scene.Level, scene.State, PatchScene.Threads(4));

        Assert.NotEqual(scene.Tile.Image.Values, one.Values);
        Assert.Equal(one.Values, many.Values);
    }

    // The left half of the hole is copied from the base, the right half from an area that is brighter by the step.
    private static (PatchScene Scene, FloatImage Filled) TwoPieces(float step)
    {
        Tile tile = TestTiles.From(Size, (c, x, y) => x >= 75 ? Base + step : Base, Hole);
        FloatImage filled = tile.Image.Clone();
        for (int i = 0; i < filled.Values.Length; i++)
        {
            filled.Values[i] += tile.Mask.Values[i % (int)Size.Area] > 0 && i % Size.Width >= Hole.X + 8 ? step : 0f;
        }

        return (MatchHalves(tile), filled);
    }

    private static PatchScene MatchHalves(Tile tile)
    {
        PatchScene scene = PatchScene.Of(tile);
        foreach (int target in scene.Level.Targets)
        {
            bool right = PatchGrid.X(target) - PatchGrid.Pad >= Hole.X + 8;
            scene.State.Match[scene.Level.At(target)] = target + (right ? 35 : -30);
        }

        return scene;
    }

    // Over the hole and the pixels around it.
    private static float MostStep(FloatImage image)
    {
        float most = 0;
        for (int y = Hole.Y; y < Hole.Bottom; y++)
        {
            for (int x = Hole.X; x <= Hole.Right; x++)
            {
                most = Math.Max(most, Math.Abs(image[1, x, y] - image[1, x - 1, y]));
                most = Math.Max(most, Math.Abs(image[1, x, y] - image[1, x, y - 1]));
            }
        }

        return most;
    }
}
