using Infill.Engines;
using Infill.Imaging;
using Infill.Quality;
using Infill.Quality.Refining;
using Infill.Tests.Support;
using Infill.Tiles;

namespace Infill.Tests.Quality.Refining;

/// <summary>A photo with a hole, and an engine whose fills are the better the larger the seed.</summary>
internal static class RefinerScenes
{
    /// <summary>Seeds from here on give the truth.</summary>
    public const int GoodSeed = 5;

    public static readonly EngineInfo Copying = FakeEngine.Plain with { UsesDiffusion = false };

    private static readonly FloatImage Truth = QualityScenes.Tones(1);

    public static InpaintRequest Request(int seed = 1) => new()
    {
        Image = QualityScenes.Photo(),
        Mask = QualityScenes.Disc(),
        Engine = "fake",
        Options = FakeEngine.AsPainted with { Fill = new FillOptions { Seed = seed } },
    };

    /// <summary>The truth under a blur that ends at the good seed.</summary>
    public static FakeEngine Blurring() => new((tile, options) =>
    {
        FloatImage image = Cut(tile);
        double sigma = Math.Max(0, GoodSeed - options.Seed) * 0.8;
        for (int c = 0; c < 3; c++)
        {
            Gaussian.Blur(image.Plane(c), image.Size, sigma).CopyTo(image.Plane(c));
        }

        return image;
    }, Copying);

    public static RefinementPass Whole(string name, int seedOffset = 0) => new() { Name = name, Fill = new RefinementSettings { SeedOffset = seedOffset } };

    public static RefinementPlan Plan(params RefinementPass[] passes) => new() { FillFirst = true, Passes = passes };

    public static GateBudget Budget(int attempts = GateBudget.Most, double? seconds = null) => new() { Attempts = attempts, Seconds = seconds };

    public static FloatImage Cut(Tile tile)
    {
        var image = new FloatImage(3, tile.Image.Size);
        for (int c = 0; c < 3; c++)
        {
            for (int y = 0; y < image.Height; y++)
            {
                Truth.Row(c, tile.RectInImage.Y + y).Slice(tile.RectInImage.X, image.Width).CopyTo(image.Row(c, y));
            }
        }

        return image;
    }
}
