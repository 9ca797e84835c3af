using Infill.Engines;
using Infill.Imaging;
using Infill.Tiles;

namespace Infill.Onnx.Erasers;

/// <summary>Fills a hole by one forward pass of a network that was trained to erase: LaMa or MI-GAN. No text, no seed.</summary>
/// <remarks>The hole's own content never reaches the network. A pixel is erased if its mask is above 0; holes of other regions that are filled later count as
/// holes too. Regions with transparency are run twice, their opacity as a grey picture. The same bytes for any number of threads.</remarks>
/// <param name="file">The network; stays the caller's, so that engines share it.</param>
public sealed class EraserEngine(EraserFile file) : IInpaintEngine
{
    private const int Colours = 3;

    /// <summary>Below this share of the region's resolution a fill is visibly softer than its surroundings.</summary>
    private const double SoftBelow = 0.5;

    /// <summary>Name "eraser", no prompt, no seed. Holes up to 256 pixels stay within the 512 pixels that fixed networks take, so they are not scaled.</summary>
    public static EngineInfo Description { get; } = new()
    {
        Name = "eraser",
        Summary = "One pass of a network that was trained to erase (LaMa, MI-GAN), from an ONNX file: fast removal of objects.",
        Context = new ContextRule(MinPx: 128, Factor: 1.0, BasePx: 64, Slope: 0.25),
    };

    /// <summary>The same as <see cref="Description"/>.</summary>
    public EngineInfo Info => Description;

    /// <inheritdoc/>
    /// <exception cref="ModelException">The file is missing, refused, no known eraser, or too large for this machine.</exception>
    public EngineFill Fill(Tile tile, FillOptions options, IProgress<EngineProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tile);
        ArgumentNullException.ThrowIfNull(options);
        cancellationToken.ThrowIfCancellationRequested();
        float[] hole = HoleOf(tile);
        if (!hole.Contains(0f))
        {
            throw new EngineException("The whole region is masked, so an eraser has nothing to go by; use a smaller mask, or give the region more context.");
        }

        (EraserNetwork network, EraserGeometry geometry, string note) = file.Load(tile.Image.Size, options.Threads, cancellationToken);
        FloatImage filled = tile.Image.Clone();
        int steps = tile.Image.Channels > Colours ? 2 : 1;
        FloatImage colours = network.Erase(Planes(tile.Image, 0, 1, 2), hole, geometry, cancellationToken);
        progress?.Report(new EngineProgress(1, steps, 1.0 / steps));
        for (int c = 0; c < Colours; c++)
        {
            Write(colours.Plane(c), tile.Mask, filled.Plane(c));
        }

        if (steps == 2)
        {
            FloatImage opacity = network.Erase(Planes(tile.Image, Colours, Colours, Colours), hole, geometry, cancellationToken);
            Write(Mean(opacity), tile.Mask, filled.Plane(Colours));
            progress?.Report(new EngineProgress(2, 2, 1));
        }

        return new EngineFill { Image = filled, Notes = [note, Describe(geometry)], Warnings = geometry.Scale < SoftBelow ? [Warn(geometry)] : [] };
    }

    /// <summary>Nothing: the file is the caller's.</summary>
    public void Dispose()
    {
    }

    private static float[] HoleOf(Tile tile)
    {
        PixelRect frame = tile.Image.Size.Bounds;
        float[] hole = tile.Mask.Crop(frame).Values;
        float[] unknown = tile.Unknown?.Crop(frame).Values ?? [];
        for (int i = 0; i < hole.Length; i++)
        {
            hole[i] = hole[i] > 0 || (unknown.Length > 0 && unknown[i] > 0) ? 1f : 0f;
        }

        return hole;
    }

    private static FloatImage Planes(FloatImage image, params ReadOnlySpan<int> channels)
    {
        var planes = new FloatImage(channels.Length, image.Size);
        for (int c = 0; c < channels.Length; c++)
        {
            image.Plane(channels[c]).CopyTo(planes.Plane(c));
        }

        return planes;
    }

    private static float[] Mean(FloatImage grey)
    {
        float[] mean = new float[grey.Size.Area];
        for (int i = 0; i < mean.Length; i++)
        {
            mean[i] = (grey.Plane(0)[i] + grey.Plane(1)[i] + grey.Plane(2)[i]) / Colours;
        }

        return mean;
    }

    private static void Write(ReadOnlySpan<float> from, Mask mask, Span<float> plane)
    {
        for (int y = mask.Window.Y; y < mask.Window.Bottom; y++)
        {
            for (int x = mask.Window.X; x < mask.Window.Right; x++)
            {
                int i = (y * mask.Width) + x;
                plane[i] = mask[x, y] > 0 ? from[i] : plane[i];
            }
        }
    }

    private static string Describe(EraserGeometry geometry) => geometry.IsNative
        ? $"the region of {geometry.Tile} ran at its own resolution, in {geometry.Work}"
        : $"the region of {geometry.Tile} ran at {geometry.Scaled}, {geometry.Scale:P0} of its resolution, in {geometry.Work}";

    private static string Warn(EraserGeometry geometry) =>
        $"The region of {geometry.Tile} was erased at {geometry.Scaled}, so the fill is softer than its surroundings; less context, a network that takes any size, or the engine 'patch' keeps more detail.";
}
