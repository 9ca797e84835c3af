#:project ../src/Infill/Infill.csproj
#:property PublishAot=false

// Pixelates what masks mark in a folder of photos, with an engine of our own beside the built-in ones.
//   dotnet run -c Release samples/batch-with-own-engine.cs -- PHOTOS MASKS OUTPUTS
// The mask of photo.jpg is MASKS/photo.png. A photo that fails is listed and does not stop the others.
using Infill;
using Infill.Engines;
using Infill.Imaging;
using Infill.Masks;
using Infill.Tiles;

if (args is not [string photos, string masks, string outputs])
{
    Console.Error.WriteLine("Usage: batch-with-own-engine PHOTOS MASKS OUTPUTS   (three folders)");
    return 2;
}

EngineCatalog engines = BuiltInEngines.CreateCatalog();
engines.Add(MosaicEngine.Description, () => new MosaicEngine());
var inpainter = new Inpainter(engines);
var options = new InpaintOptions
{
    // A mosaic is meant to be seen: exactly the mask, no fade, no colours or grain of the surroundings.
    Mask = new MaskOptions { GrowPx = 0, FeatherPx = 0 },
    Blend = new BlendOptions { Method = BlendMethod.Feather, ColorMatch = false, GrainMatch = false },
};

Directory.CreateDirectory(outputs);
int failed = 0;
foreach (string photo in Directory.EnumerateFiles(photos).Order(StringComparer.Ordinal))
{
    try
    {
        InpaintResult result = inpainter.Run(new InpaintRequest
        {
            Image = ImageFile.Load(photo),
            Mask = ImageFile.LoadMask(Path.Combine(masks, Path.GetFileNameWithoutExtension(photo) + ".png")),
            Engine = MosaicEngine.Description.Name,
            Options = options,
        });
        ImageFile.Save(result.Image, Path.Combine(outputs, Path.GetFileName(photo)));
        Console.WriteLine($"{photo}: done");
    }
    catch (Exception e) when (e is ImageFileException or InvalidRequestException or EngineException)
    {
        failed++;
        Console.Error.WriteLine($"{photo}: {e.Message}");
    }
}

return failed == 0 ? 0 : 1;

/// <summary>Fills each square of a grid with the mean colour of what it hides.</summary>
internal sealed class MosaicEngine : IInpaintEngine
{
    private const int SquarePx = 12;

    public static EngineInfo Description { get; } = new()
    {
        Name = "mosaic",
        Summary = "Pixelates: every 12-pixel square becomes its mean colour.",
        FillsWithoutContext = true,
        Context = new ContextRule(MinPx: SquarePx, Factor: 0, BasePx: 0, Slope: 0),
    };

    public EngineInfo Info => Description;

    // The pipeline shows the fill only where the mask is set, so all of the tile may be filled.
    public EngineFill Fill(Tile tile, FillOptions options, IProgress<EngineProgress>? progress, CancellationToken cancellationToken)
    {
        FloatImage mosaic = tile.Image.Clone();
        for (int channel = 0; channel < mosaic.Channels; channel++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (int y = 0; y < mosaic.Height; y += SquarePx)
            {
                for (int x = 0; x < mosaic.Width; x += SquarePx)
                {
                    FillSquare(mosaic, channel, x, y);
                }
            }
        }

        return new EngineFill { Image = mosaic };
    }

    public void Dispose()
    {
    }

    private static void FillSquare(FloatImage picture, int channel, int left, int top)
    {
        int width = Math.Min(SquarePx, picture.Width - left), height = Math.Min(SquarePx, picture.Height - top);
        float sum = 0;
        for (int y = top; y < top + height; y++)
        {
            foreach (float value in picture.Row(channel, y).Slice(left, width))
            {
                sum += value;
            }
        }

        for (int y = top; y < top + height; y++)
        {
            picture.Row(channel, y).Slice(left, width).Fill(sum / (width * height));
        }
    }
}
