using Infill.Bench.Cases;
using Infill.Engines;
using Infill.Engines.Smooth;
using Infill.Imaging;
using Infill.Masks;
using Infill.Tiles;

namespace Infill.Bench.Runs;

/// <summary>Our engines, as the library gives them.</summary>
internal static class BenchEngines
{
    /// <summary>Every engine of the library, and "flat", which proves the harness: any engine must beat it.</summary>
    public static EngineCatalog CreateCatalog()
    {
        EngineCatalog catalog = BuiltInEngines.CreateCatalog();
        catalog.Add(SmoothEngine.Description, () => new SmoothEngine());
        catalog.Add(FlatEngine.Description, () => new FlatEngine());
        return catalog;
    }

    /// <summary>Fills one case as the product does, exactly inside the hole: no growth, no feather, no filled islands.</summary>
    /// <param name="engine">Name in <see cref="CreateCatalog"/>.</param>
    /// <param name="input">The picture with the hole.</param>
    /// <param name="mask">The hole.</param>
    /// <param name="seed">Seed of the fill.</param>
    public static Image Run(string engine, Image input, Mask mask, int seed)
    {
        var request = new InpaintRequest
        {
            Image = input,
            Mask = mask,
            Engine = engine,
            Options = new InpaintOptions
            {
                Mask = new MaskOptions { GrowPx = 0, FeatherPx = 0, FillHolesPx = 0 },
                Fill = new FillOptions { Seed = seed },
            },
        };
        return new Inpainter(CreateCatalog()).Run(request).Image;
    }

    /// <summary>What the engine makes of one case without the blend stage, on a tile cut by its own context rule.</summary>
    public static FloatImage FillRaw(IInpaintEngine engine, PunchedCase punched, int seed)
    {
        PixelRect bounds = punched.Mask.FindBounds();
        int margin = engine.Info.Context.MarginFor(Math.Max(bounds.Width, bounds.Height));
        PixelRect rect = bounds.Inflate(margin).Intersect(punched.Truth.Size.Bounds);
        FloatImage input = punched.Punch();
        var tile = new Tile { Image = Cut(input, rect), Mask = punched.Mask.Crop(rect), RectInImage = rect };
        Paste(engine.Fill(tile, new FillOptions { Seed = seed }, progress: null, CancellationToken.None).Image, input, punched.Mask, rect);
        return input;
    }

    private static FloatImage Cut(FloatImage image, PixelRect rect)
    {
        var cut = new FloatImage(image.Channels, rect.Size);
        for (int i = 0; i < rect.Height * image.Channels; i++)
        {
            (int c, int y) = (i / rect.Height, i % rect.Height);
            image.Row(c, rect.Y + y).Slice(rect.X, rect.Width).CopyTo(cut.Row(c, y));
        }

        return cut;
    }

    private static void Paste(FloatImage fill, FloatImage image, Mask mask, PixelRect rect)
    {
        for (int c = 0; c < image.Channels; c++)
        {
            for (int y = rect.Y; y < rect.Bottom; y++)
            {
                for (int x = rect.X; x < rect.Right; x++)
                {
                    image[c, x, y] = mask[x, y] > 0 ? fill[c, x - rect.X, y - rect.Y] : image[c, x, y];
                }
            }
        }
    }
}
