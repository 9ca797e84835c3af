using Infill.Imaging;
using Infill.Tiles;

namespace Infill.Engines;

/// <summary>Holds an engine to its contract before its pixels go any further.</summary>
public static class EngineFillCheck
{
    /// <summary>Does nothing if the fill keeps the contract of <see cref="IInpaintEngine.Fill"/>.</summary>
    /// <param name="engine">Name, for the message.</param>
    /// <param name="tile">What the engine was given.</param>
    /// <param name="fill">What it gave.</param>
    /// <exception cref="EngineException">Missing or wrong size, channels, or a value that is not finite or outside 0…1.</exception>
    public static void Require(string engine, Tile tile, EngineFill? fill)
    {
        ArgumentNullException.ThrowIfNull(tile);
        if (fill?.Image is null)
        {
            throw new EngineException($"Engine '{engine}' returned no picture.");
        }

        RequireShape(engine, "picture", fill.Image, tile.Image.Channels, tile.Image.Size);
        RequireRange(engine, "picture", fill.Image);
        if (fill.Confidence is not null)
        {
            RequireShape(engine, "confidence", fill.Confidence, 1, tile.Image.Size);
            RequireRange(engine, "confidence", fill.Confidence);
        }

        RequireSources(engine, tile.Image.Size.Area, fill.Sources);
    }

    private static void RequireShape(string engine, string what, FloatImage got, int channels, PixelSize size)
    {
        if (got.Size != size || got.Channels != channels)
        {
            throw new EngineException(
                $"Engine '{engine}' returned a {what} of {got.Size} with {got.Channels} channels; the tile is {size} and needs {channels}.");
        }
    }

    private static void RequireRange(string engine, string what, FloatImage got)
    {
        for (int i = 0; i < got.Values.Length; i++)
        {
            // Written so that NaN fails too.
            if (!(got.Values[i] is >= 0f and <= 1f))
            {
                int pixel = i % (got.Width * got.Height);
                throw new EngineException(
                    $"Engine '{engine}' returned {got.Values[i]} in its {what} at ({pixel % got.Width}, {pixel / got.Width}) of the tile; " +
                    "values must be finite and in 0…1. This is a fault of the engine: report it with the trace, or use another engine.");
            }
        }
    }

    private static void RequireSources(string engine, long pixels, int[]? sources)
    {
        if (sources is null)
        {
            return;
        }

        if (sources.Length != pixels || Array.Exists(sources, s => s < -1 || s >= pixels))
        {
            throw new EngineException(
                $"Engine '{engine}' returned {sources.Length} sources for {pixels} pixels, or one outside −1…{pixels - 1}.");
        }
    }
}
