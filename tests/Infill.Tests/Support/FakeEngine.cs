using Infill.Engines;
using Infill.Imaging;
using Infill.Tiles;
using Infill.Workflows;

namespace Infill.Tests.Support;

/// <summary>An engine whose whole work is one function; remembers every tile it saw.</summary>
internal sealed class FakeEngine(Func<Tile, FillOptions, FloatImage> generate, EngineInfo? info = null) : IInpaintEngine
{
    public static readonly EngineInfo Plain = new()
    {
        Name = "fake",
        Summary = "For tests.",
        UsesSeed = true,
        UsesDiffusion = true,
        Context = new ContextRule(MinPx: 8, Factor: 1, BasePx: 16, Slope: 0.5),
    };

    /// <summary>The mask as it is, and a blend that shows the fill as it is: what the engine painted can be looked for.</summary>
    public static readonly InpaintOptions AsPainted = new()
    {
        Mask = FillRegion.ExactMask,
        Blend = new BlendOptions { Method = BlendMethod.Feather, ColorMatch = false, GrainMatch = false },
    };

    public EngineInfo Info { get; } = info ?? Plain;

    public List<Tile> Seen { get; } = [];

    public List<string> Warnings { get; } = [];

    public int Disposals { get; private set; }

    /// <summary>Paints every channel of the hole with one value and returns the rest as it came.</summary>
    public static FakeEngine Constant(float value, EngineInfo? info = null) => new((tile, _) => Paint(tile, (_, _) => value), info);

    /// <summary>Paints noise over the whole tile, kept pixels included: what a network with a lossy decoder does.</summary>
    public static FakeEngine Disturbing(EngineInfo? info = null) => new(
        (tile, options) =>
        {
            var random = new Random(options.Seed);
            var image = new FloatImage(tile.Image.Channels, tile.Image.Size);
            for (int i = 0; i < image.Values.Length; i++)
            {
                image.Values[i] = random.NextSingle();
            }

            return image;
        },
        info);

    /// <summary>Returns the tile with the hole painted by a function of channel and pixel index.</summary>
    public static FloatImage Paint(Tile tile, Func<int, int, float> value)
    {
        FloatImage image = tile.Image.Clone();
        for (int c = 0; c < image.Channels; c++)
        {
            for (int i = 0; i < tile.Mask.Values.Length; i++)
            {
                image.Plane(c)[i] = tile.Mask.Values[i] > 0 ? value(c, i) : image.Plane(c)[i];
            }
        }

        return image;
    }

    public EngineFill Fill(Tile tile, FillOptions options, IProgress<EngineProgress>? progress, CancellationToken cancellationToken)
    {
        Seen.Add(tile);
        for (int step = 1; step <= 4; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            progress?.Report(new EngineProgress(step, 4, step / 4.0));
        }

        return new EngineFill { Image = generate(tile, options), Warnings = Warnings };
    }

    public void Dispose() => Disposals++;

    public EngineCatalog InCatalog()
    {
        var catalog = new EngineCatalog();
        catalog.Add(Info, () => this);
        return catalog;
    }

    /// <summary>One run of the whole pipeline with this engine.</summary>
    public InpaintResult Run(InpaintRequest request, IProgress<StageProgress>? progress = null) =>
        new Inpainter(InCatalog()).Run(request, progress, TestContext.Current.CancellationToken);
}
