using System.Globalization;
using Infill.Imaging;
using Infill.Tiles;

namespace Infill.Onnx.StableDiffusion;

/// <summary>A second pass over the hole and its nearest surroundings, at a finer scale than the whole tile had.</summary>
/// <param name="Rect">What it works on, in tile coordinates.</param>
/// <param name="Frame">Its geometry.</param>
/// <param name="Choice">The first pass's choice with the strength of this one.</param>
internal sealed record RefinePlan(PixelRect Rect, WorkFrame Frame, RunChoice Choice)
{
    /// <summary>By how much finer it must be to be worth its time.</summary>
    private const double LeastGain = 1.2;

    /// <summary>Surroundings on every side, as a share of the hole's larger side, and at least so many pixels.</summary>
    private const double Margin = 0.25;
    private const int LeastMargin = 16;

    /// <summary>Plans it, or null where it would show nothing finer.</summary>
    public static RefinePlan? For(Tile tile, WorkFrame first, Func<PixelSize, WorkFrame> frameFor, RunChoice choice)
    {
        PixelRect hole = tile.Mask.FindBounds();
        int margin = Math.Max(LeastMargin, (int)(Margin * Math.Max(hole.Width, hole.Height)));
        PixelRect rect = hole.Inflate(margin).Intersect(tile.Image.Size.Bounds);
        WorkFrame frame = frameFor(rect.Size);

        // Finer than the picture itself is of no use.
        return Math.Min(1, frame.Scale) >= Math.Min(1, first.Scale) * LeastGain ? new RefinePlan(rect, frame, choice) : null;
    }

    /// <summary>What the pass begins with: the first one's fill in the hole, the picture around it.</summary>
    /// <param name="shown">The picture, of the tile's size.</param>
    /// <param name="made">The first pass's, of the tile's size.</param>
    /// <param name="mask">1 = fill, of the tile's size.</param>
    public FloatImage Cut(FloatImage shown, FloatImage made, Mask mask)
    {
        var part = new FloatImage(made.Channels, Rect.Size);
        for (int c = 0; c < part.Channels; c++)
        {
            for (int y = 0; y < part.Height; y++)
            {
                for (int x = 0; x < part.Width; x++)
                {
                    (int tileX, int tileY) = (Rect.X + x, Rect.Y + y);
                    float share = mask[tileX, tileY];
                    part[c, x, y] = (share * made[c, tileX, tileY]) + ((1f - share) * shown[c, tileX, tileY]);
                }
            }
        }

        return part;
    }

    /// <summary>A new picture of the tile's size: the first pass's, with this one's in its place.</summary>
    public FloatImage Paste(FloatImage made, FloatImage refined)
    {
        FloatImage joined = made.Clone();
        for (int c = 0; c < joined.Channels; c++)
        {
            for (int y = 0; y < Rect.Height; y++)
            {
                refined.Row(c, y).CopyTo(joined.Row(c, Rect.Y + y)[Rect.X..]);
            }
        }

        return joined;
    }

    /// <summary>A sentence for traces.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"Second pass over {Rect} at {Frame.Work} (scale {Frame.Scale:0.###}), strength {Choice.Sampling.Strength}.");
}
