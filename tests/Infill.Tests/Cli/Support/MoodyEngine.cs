using Infill.Engines;
using Infill.Imaging;
using Infill.Tiles;

namespace Infill.Tests.Cli.Support;

/// <summary>An engine that fails, warns or fills with grey, as the seed says.</summary>
internal sealed class MoodyEngine : IInpaintEngine
{
    public const int Fails = 13;
    public const int Warns = 14;

    public static EngineInfo Description { get; } = new()
    {
        Name = "moody",
        Summary = "For tests.",
        UsesPrompt = true,
        UsesSeed = true,
        Context = new ContextRule(8, 1, 8, 0),
    };

    public EngineInfo Info => Description;

    public static EngineCatalog Catalog()
    {
        var catalog = new EngineCatalog();
        catalog.Add(Description, () => new MoodyEngine());
        return catalog;
    }

    public EngineFill Fill(Tile tile, FillOptions options, IProgress<EngineProgress>? progress, CancellationToken cancellationToken)
    {
        if (options.Seed == Fails)
        {
            throw new EngineException("Thirteen is unlucky.");
        }

        FloatImage image = tile.Image.Clone();
        image.Values.AsSpan().Fill(0.5f);
        progress?.Report(new EngineProgress(1, 1, 1));
        return new EngineFill { Image = image, Warnings = options.Seed == Warns ? ["Look at it."] : [] };
    }

    public void Dispose()
    {
    }
}
