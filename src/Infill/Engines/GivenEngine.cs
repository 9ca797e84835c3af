using Infill.Imaging;
using Infill.Tiles;

namespace Infill.Engines;

/// <summary>Shows what a workflow computed. In no catalogue: only a request that brings its content runs it.</summary>
/// <param name="given">The content.</param>
internal sealed class GivenEngine(GivenFill given) : IInpaintEngine
{
    /// <summary>Looks a little around the hole, for the seam's score alone.</summary>
    public static EngineInfo Description { get; } = new()
    {
        Name = "given",
        Summary = "Shows pixels that the workflow computed.",
        FillsWithoutContext = true,
        Context = new ContextRule(MinPx: 16, Factor: 0, BasePx: 0, Slope: 0),
    };

    public EngineInfo Info => Description;

    public EngineFill Fill(Tile tile, FillOptions options, IProgress<EngineProgress>? progress, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        FloatImage cut = ColorProfile.ToSrgb(given.Image, tile.RectInImage);
        progress?.Report(new EngineProgress(1, 1, 1));
        return new EngineFill { Image = WithChannels(cut, tile.Image.Channels), Notes = given.Notes, Warnings = given.Warnings };
    }

    public void Dispose()
    {
    }

    // Whether a rectangle shows alpha depends on its pixels, and those of the given picture may be opaque where the original's are not.
    private static FloatImage WithChannels(FloatImage cut, int channels)
    {
        if (cut.Channels == channels)
        {
            return cut;
        }

        var fitted = new FloatImage(channels, cut.Size);
        for (int c = 0; c < channels; c++)
        {
            if (c < cut.Channels)
            {
                cut.Plane(c).CopyTo(fitted.Plane(c));
            }
            else
            {
                fitted.Plane(c).Fill(1f);
            }
        }

        return fitted;
    }
}
