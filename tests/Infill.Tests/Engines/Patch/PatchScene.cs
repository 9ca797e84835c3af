using Infill.Diffusion;
using Infill.Engines.Patch;
using Infill.Imaging;
using Infill.Tests.Support;
using Infill.Tiles;

namespace Infill.Tests.Engines.Patch;

/// <summary>A tile with its finest level and an offset field that a test can set.</summary>
internal sealed record PatchScene(Tile Tile, PatchLevel Level, PatchState State)
{
    public static readonly ParallelOptions AllThreads = new();

    public static ParallelOptions Threads(int count) => new() { MaxDegreeOfParallelism = count };

    public static PatchScene Of(Tile tile, double guideScale = 1)
    {
        var level = new PatchLevel(FeaturePlanes.FromTile(tile, 2f, AllThreads), AllThreads);
        return new PatchScene(tile, level, new PatchState(level, GuideField.Build(tile.Guides, level, guideScale)));
    }

    /// <summary>A textured tile with a hole in its middle and one that touches the left border.</summary>
    public static PatchScene Texture(int width = 41, int height = 37)
    {
        Tile tile = TestTiles.Texture(new PixelSize(width, height), new PixelRect(16, 14, 11, 9));
        tile.Mask[0, 3] = tile.Mask[0, 4] = 0.5f;
        return Of(tile);
    }

    public static uint Bits(uint seed, int index) => CounterRandom.Bits(seed, (uint)index);

    public static float Unit(uint seed, int index) => CounterRandom.ToUnit(Bits(seed, index));

    /// <summary>Packed position of a tile pixel.</summary>
    public static int At(int x, int y) => PatchGrid.Pack(x + PatchGrid.Pad, y + PatchGrid.Pad);

    public static PatchRun Run(PatchLevel level, uint seed = 5, float natural = 2f, ParallelOptions? parallel = null) =>
        new(natural, seed, parallel ?? AllThreads, new PatchProgress([level], new PatchSettings(), null));

    /// <summary>Sources drawn at random, the same for the same seed.</summary>
    public PatchScene Scatter(uint seed)
    {
        foreach (int at in Level.TargetAt)
        {
            State.Match[at] = Level.Sources[Bits(seed, at) % (uint)Level.Sources.Length];
            State.Energy[at] = 20f * Unit(seed + 1, at);
        }

        return this;
    }

    public PatchScene MatchAllAt(int dx, int dy)
    {
        foreach (int target in Level.Targets)
        {
            State.Match[Level.At(target)] = target + (dy << 16) + dx;
        }

        return this;
    }

    public void AssertMatchesAreSources() => Assert.All(
        Level.TargetAt, at => Assert.True(Level.IsSource[Level.GridIndex(State.Match[at])], $"target {at} has no source"));

    public float Feature(int position, int channel) => Level.Features[Level.FeatureIndex(position) + (channel * Level.Stride)];

    public float Guess(int at, int channel) =>
        State.Guess[(((at / Level.Box.Width * PatchGrid.Channels) + channel) * Level.Box.Width) + (at % Level.Box.Width)];

    /// <summary>Σ w·|x − F|² / Σ w by the definition.</summary>
    public double Distance(int at, int source)
    {
        double sum = 0, weights = 0;
        foreach ((int dx, int dy) in Offsets())
        {
            int pixel = at + (dy * Level.Box.Width) + dx;
            double weight = Math.Pow(State.RootWeight[pixel], 2);
            weights += weight;
            for (int c = 0; c < PatchGrid.Channels; c++)
            {
                sum += weight * Math.Pow(Guess(pixel, c) - Feature(source + (dy << 16) + dx, c), 2);
            }
        }

        return sum / weights;
    }

    /// <summary>The 49 places of a patch.</summary>
    public static IEnumerable<(int X, int Y)> Offsets() =>
        from y in Enumerable.Range(-PatchGrid.Radius, PatchGrid.Side)
        from x in Enumerable.Range(-PatchGrid.Radius, PatchGrid.Side)
        select (x, y);
}
