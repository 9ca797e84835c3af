using Infill.Engines.Patch;
using Infill.Imaging;
using Infill.Tests.Support;
using Infill.Tiles;

namespace Infill.Tests.Engines.Patch;

public sealed class OnionPeelTests
{
    [Theory, InlineData(0f), InlineData(1f)]
    public void Fill_AnyTemperature_FillsEveryHolePixelFromSources(float temperature)
    {
        PatchScene scene = PatchScene.Texture();
        const float Untouched = 1e6f;
        FloatImage guess = scene.State.ReadGuess(scene.Level);
        PatchScene clean = PatchScene.Texture();
        Array.Fill(guess.Values, Untouched);
        scene.State.WriteGuess(scene.Level, guess);
        foreach (int at in scene.Level.TargetAt.Except(scene.Level.HoleAt))
        {
            CopyGuess(clean, scene, at);
        }

        Peel(scene, temperature, PatchScene.AllThreads);

        scene.AssertMatchesAreSources();
        for (int c = 0; c < PatchGrid.Channels; c++)
        {
            // A vote is a mean of known pixels, so it cannot leave their range.
            float least = KnownPixels(scene).Min(p => scene.Feature(p, c)), most = KnownPixels(scene).Max(p => scene.Feature(p, c));
            Assert.All(scene.Level.HoleAt, at => Assert.InRange(scene.Guess(at, c), least - 1e-3f, most + 1e-3f));
        }
    }

    [Theory, InlineData(0f), InlineData(1f)]
    public void Fill_AnyThreadCount_GivesTheSameBytes(float temperature)
    {
        PatchScene one = PatchScene.Texture(), many = PatchScene.Texture();

        Peel(one, temperature, PatchScene.Threads(1));
        Peel(many, temperature, PatchScene.Threads(4));

        Assert.Equal(one.State.Guess, many.State.Guess);
        Assert.Equal(one.State.Match, many.State.Match);
        Assert.Equal(one.State.Energy, many.State.Energy);
    }

    [Fact]
    public void Fill_Temperature_MakesSeedsDiffer()
    {
        PatchScene cold1 = PatchScene.Texture(), cold2 = PatchScene.Texture(), hot1 = PatchScene.Texture(), hot2 = PatchScene.Texture();

        Peel(cold1, 0f, PatchScene.AllThreads, seed: 1);
        Peel(cold2, 0f, PatchScene.AllThreads, seed: 2);
        Peel(hot1, 2f, PatchScene.AllThreads, seed: 1);
        Peel(hot2, 2f, PatchScene.AllThreads, seed: 2);

        Assert.Equal(cold1.State.Guess, cold2.State.Guess);
        Assert.NotEqual(hot1.State.Guess, hot2.State.Guess);
    }

    [Fact]
    public void Fill_FlatBorder_FirstRingTakesTheBestMatch()
    {
        PatchScene scene = PatchScene.Of(TestTiles.Stripes(new PixelSize(64, 60), new PixelRect(26, 25, 9, 9)));

        Peel(scene, 0f, PatchScene.AllThreads);

        // Stripes of a period of 16: the right colour stands somewhere, to a fraction of a Lab unit.
        foreach (int at in scene.Level.HoleAt)
        {
            int position = scene.Level.Position(at);
            int same = position + (scene.Level.IsSource[scene.Level.GridIndex(position + 16)] ? 16 : -16);
            Assert.Equal(scene.Feature(same, 0), scene.Guess(at, 0), 2f);
        }
    }

    [Fact]
    public void Fill_GuideLine_LedPixelsKeepTheirDistanceToIt()
    {
        PatchScene scene = PatchScene.Of(TestTiles.Texture(new PixelSize(61, 47), new PixelRect(24, 18, 13, 11)) with
        {
            Guides = [new GuideLine([(10, 23.5), (50, 23.5)])],
        });

        Peel(scene, 0f, PatchScene.AllThreads);

        int[] led = [.. scene.Level.HoleAt.Where(at => scene.State.Guide!.SourcesFor(scene.Level.Position(at)).Length > 0)];
        Assert.True(led.Length > 60);
        Assert.All(led, at => Assert.Equal(0f, scene.State.Guide!.Misfit(scene.Level.Position(at), scene.State.Match[at])));
    }

    [Fact]
    public void Fill_NothingKnownBesideTheHole_StillFillsIt()
    {
        Tile tile = TestTiles.Texture(new PixelSize(60, 40), new PixelRect(6, 6, 8, 8));
        PatchScene scene = PatchScene.Of(tile with { Unknown = TestTiles.RectMask(tile.Image.Size, new PixelRect(0, 0, 24, 30)) });

        Peel(scene, 0f, PatchScene.AllThreads);

        scene.AssertMatchesAreSources();
        Assert.All(scene.Level.HoleAt, at => Assert.InRange(scene.Guess(at, 0), 1f, 100f));
    }

    private static void Peel(PatchScene scene, float temperature, ParallelOptions parallel, uint seed = 5) =>
        new OnionPeel(
            scene.Level,
            scene.State,
            PatchScene.Run(scene.Level, seed, NaturalDistance.Estimate(scene.Level, 1, parallel)),
            temperature,
            guide: 20f).Fill(parallel);

    private static IEnumerable<int> KnownPixels(PatchScene scene) =>
        from y in Enumerable.Range(0, scene.Level.Height)
        from x in Enumerable.Range(0, scene.Level.Width)
        where scene.Level.States[scene.Level.GridIndex(PatchScene.At(x, y))] == PixelState.Known
        select PatchScene.At(x, y);

    private static void CopyGuess(PatchScene from, PatchScene to, int at)
    {
        int stride = to.Level.Box.Width;
        for (int c = 0; c < PatchGrid.Channels; c++)
        {
            to.State.Guess[(((at / stride * PatchGrid.Channels) + c) * stride) + (at % stride)] = from.Guess(at, c);
        }
    }
}
