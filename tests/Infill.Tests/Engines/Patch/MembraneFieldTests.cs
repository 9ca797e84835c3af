using Infill.Diffusion;
using Infill.Engines;
using Infill.Engines.Patch;
using Infill.Imaging;
using Infill.Tests.Support;
using Infill.Tiles;

namespace Infill.Tests.Engines.Patch;

public sealed class MembraneFieldTests
{
    private static readonly PixelRect Hole = new(30, 30, 13, 11);

    [Theory, InlineData(11, 0.5f), InlineData(26, 0.5f), InlineData(40, 0.15f)]
    public void Pull_HoleSide_FadesFromCoarseToFineLevels(int side, float expected)
    {
        PatchScene scene = Textured(side);
        int at = scene.Level.HoleAt[0];
        scene.State.RootWeight[at] = 0f;

        Build(scene)!.Pull(scene.Level, scene.State);

        Assert.Equal(expected, MathF.Pow(scene.State.RootWeight[at], 2), 1e-5f);
    }

    [Theory, InlineData(52, 0.5f), InlineData(60, 0.5f), InlineData(11, 0f)]
    public void Build_FineLevelOrNoWeight_IsNull(int side, float weight) =>
        Assert.Null(MembraneField.Build(Textured(side).Level, weight, CancellationToken.None));

    [Fact]
    public void Build_WholePictureIsHole_IsNull()
    {
        PatchScene scene = Textured(11);
        Array.Fill(scene.Level.States, PixelState.Hole);

        Assert.Null(Build(scene));
    }

    [Fact]
    public void Build_Colours_AreTheMeanOfTheirNeighbours()
    {
        PatchScene scene = Textured(11);

        MembraneField field = Build(scene)!;

        int stride = scene.Level.Box.Width;
        float Value(int channel, int at) => scene.Level.HoleAt.Contains(at) ? field.At(channel, at) : scene.Guess(at, channel);
        for (int c = 0; c < 3; c++)
        {
            Assert.All(scene.Level.HoleAt, at => Assert.Equal(
                (Value(c, at - 1) + Value(c, at + 1) + Value(c, at - stride) + Value(c, at + stride)) / 4f, Value(c, at), 1e-3f));
        }
    }

    [Fact]
    public void Pull_Guess_BecomesTheWeightedMeanOfBothTerms()
    {
        PatchScene scene = Textured(11).Scatter(3);
        PatchWeights.Set(scene.Level, scene.State, 0.5f);
        int at = scene.Level.HoleAt[7];
        float weight = MathF.Pow(scene.State.RootWeight[at], 2);
        float[] before = [.. Enumerable.Range(0, PatchGrid.Channels).Select(c => scene.Guess(at, c))];
        MembraneField field = Build(scene)!;

        field.Pull(scene.Level, scene.State);

        for (int c = 0; c < 3; c++)
        {
            Assert.Equal(((weight * before[c]) + (0.5f * field.At(c, at))) / (weight + 0.5f), scene.Guess(at, c), 1e-3f);
        }

        Assert.Equal((before[3], before[4]), (scene.Guess(at, 3), scene.Guess(at, 4)));
        Assert.Equal(1f / PatchWeights.SumOver(scene.Level, scene.State, at), scene.State.Normaliser[at], 1e-6f);
    }

    [Fact]
    public void Pull_KnownPixels_AreLeftAlone()
    {
        PatchScene scene = Textured(11);
        PatchWeights.Set(scene.Level, scene.State, 0.5f);
        float[] guess = [.. scene.State.Guess], weights = [.. scene.State.RootWeight];

        Build(scene)!.Pull(scene.Level, scene.State);

        int[] known = [.. Enumerable.Range(0, weights.Length).Except(scene.Level.HoleAt)];
        Assert.All(known, at => Assert.Equal(weights[at], scene.State.RootWeight[at]));
        Assert.Equal(guess.Length - (3 * scene.Level.HoleAt.Length), guess.Zip(scene.State.Guess).Count(p => p.First == p.Second));
    }

    [Fact]
    public void Fill_LargeSoftShapes_AreContinuedNearerToTheTruth()
    {
        Tile tile = Clouds();

        double with = Error(tile, new PatchSettings()), without = Error(tile, new PatchSettings { Membrane = 0 });

        Assert.True(with < 0.9 * without, $"{with} with, {without} without");
    }

    [Fact]
    public void Fill_LargeSoftShapes_SameBytesForAnyThreadCountAndDoubted()
    {
        EngineFill one = Fill(Clouds(), new PatchSettings(), threads: 1), three = Fill(Clouds(), new PatchSettings(), threads: 3);

        Assert.Equal(one.Image.Values, three.Image.Values);
        Assert.InRange(one.Confidence!.Values.Max(), 0.01f, 0.41f);
    }

    private static MembraneField? Build(PatchScene scene) => MembraneField.Build(scene.Level, 0.5f, CancellationToken.None);

    private static PatchScene Textured(int side) =>
        PatchScene.Of(TestTiles.Texture(new PixelSize(120, 110), new PixelRect(Hole.X, Hole.Y, side, Math.Min(side, Hole.Height))));

    private static float Cloud(int channel, int x, int y)
    {
        const float Width = 40f;
        int column = (int)(x / Width), row = (int)(y / Width);
        float across = Smooth((x / Width) - column), down = Smooth((y / Width) - row);
        float Knot(int u, int v) => CounterRandom.ToUnit(CounterRandom.Bits(11, (uint)u, (uint)v, (uint)channel));
        return float.Lerp(
            float.Lerp(Knot(column, row), Knot(column + 1, row), across),
            float.Lerp(Knot(column, row + 1), Knot(column + 1, row + 1), across),
            down);
    }

    private static float Smooth(float t) => t * t * (3f - (2f * t));

    // 40 pixels wide: at the size of the hole no two are alike, and in detail there is nothing to copy.
    private static Tile Clouds() => TestTiles.From(new PixelSize(301, 291), Cloud, new PixelRect(110, 105, 81, 77));

    private static double Error(Tile tile, PatchSettings settings) =>
        Fill(tile, settings, threads: 0).Image.Values.Zip(tile.Image.Values).Sum(p => Math.Pow(p.First - p.Second, 2));

    private static EngineFill Fill(Tile tile, PatchSettings settings, int threads)
    {
        using var engine = new PatchEngine(settings);
        return engine.Fill(tile, new FillOptions { Seed = 1, Threads = threads }, null, CancellationToken.None);
    }
}
