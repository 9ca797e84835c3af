using Infill.Engines;
using Infill.Imaging;
using Infill.Tiles;

namespace Infill.Evaluation.Runs;

/// <summary>Fills with the mean of all kept pixels: the floor that every engine must beat, which proves an evaluation.</summary>
public sealed class FlatEngine : IInpaintEngine
{
    /// <summary>What a catalog says of it.</summary>
    public static EngineInfo Description { get; } = new()
    {
        Name = "flat",
        Summary = "Fills with the mean of the kept pixels; the floor of evaluations.",
        Context = new ContextRule(16, 0.5, 16, 0),
    };

    /// <inheritdoc/>
    public EngineInfo Info => Description;

    /// <inheritdoc/>
    public EngineFill Fill(Tile tile, FillOptions options, IProgress<EngineProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tile);
        FloatImage filled = tile.Image.Clone();
        for (int c = 0; c < filled.Channels; c++)
        {
            Span<float> plane = filled.Plane(c);
            (double sum, int count) = (0, 0);
            for (int i = 0; i < plane.Length; i++)
            {
                (sum, count) = tile.Mask.Values[i] == 0f ? (sum + plane[i], count + 1) : (sum, count);
            }

            for (int i = 0; i < plane.Length; i++)
            {
                plane[i] = tile.Mask.Values[i] == 0f ? plane[i] : (float)(sum / count);
            }
        }

        return new EngineFill { Image = filled };
    }

    /// <summary>Nothing to release.</summary>
    public void Dispose()
    {
    }
}
