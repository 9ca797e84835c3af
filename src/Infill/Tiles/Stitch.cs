using System.Diagnostics;
using Infill.Imaging;

namespace Infill.Tiles;

/// <summary>Writes a blended tile into the picture, in the picture's own samples.</summary>
public static class Stitch
{
    /// <summary>Writes only pixels whose composite value is above 0; every other sample is not even touched.</summary>
    /// <param name="canvas">Written to.</param>
    /// <param name="plan">Where the tile lies.</param>
    /// <param name="original">The tile as it was cut, sRGB 0…1.</param>
    /// <param name="blended">The tile after <c>TileBlend.Join</c>, which has applied <paramref name="composite"/> already.</param>
    /// <param name="composite">Tile-sized; 1 = the blended pixel as it is.</param>
    /// <remarks>out = F(blended) + (1 − m)·(canvas − F(original)), rounded and clipped; F = from sRGB to the picture's samples.
    /// The second term is what the way to sRGB and back loses (CMYK, wide gamuts): without it, a pixel of m = 0.01
    /// would jump by the whole loss. It is 0 for sRGB pictures, and for m = 1.</remarks>
    public static void Write(Image canvas, CropPlan plan, FloatImage original, FloatImage blended, Mask composite)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(composite);
        Debug.Assert(composite.Size == plan.SourceInImage.Size, "a tile-sized mask");
        PixelRect hole = plan.HoleInTile;
        Image after = ColorProfile.FromSrgb(Cut(blended, hole), canvas.Format, canvas.Metadata);
        Image before = ColorProfile.FromSrgb(Cut(original, hole), canvas.Format, canvas.Metadata);
        for (int y = 0; y < hole.Height; y++)
        {
            ReadOnlySpan<float> weights = composite.Values.AsSpan(((hole.Y + y) * composite.Width) + hole.X, hole.Width);
            long canvasStart = canvas.SampleIndex(plan.HoleInImage.X, plan.HoleInImage.Y + y);
            WriteRow((canvas, canvasStart), (after, before), y, weights);
        }
    }

    // One row of weights against three rows of samples.
    private static void WriteRow((Image Image, long Start) to, (Image After, Image Before) tile, int y, ReadOnlySpan<float> weights)
    {
        ((Image canvas, long start), (Image after, Image before)) = (to, tile);
        int channels = canvas.Format.Channels;
        long tileStart = after.SampleIndex(0, y);
        for (int i = 0; i < weights.Length * channels; i++)
        {
            float m = weights[i / channels];
            if (m == 0)
            {
                continue;
            }

            if (canvas.Format.BitDepth == 8)
            {
                canvas.Samples8[start + i] = (byte)Mix(
                    m, canvas.Samples8[start + i], after.Samples8[tileStart + i], before.Samples8[tileStart + i], byte.MaxValue);
            }
            else
            {
                canvas.Samples16[start + i] = (ushort)Mix(
                    m, canvas.Samples16[start + i], after.Samples16[tileStart + i], before.Samples16[tileStart + i], ushort.MaxValue);
            }
        }
    }

    private static int Mix(float m, int canvas, int after, int before, int max)
    {
        float lost = (1f - m) * (canvas - before);
        return Math.Clamp(after + (int)MathF.Round(lost), 0, max);
    }

    private static FloatImage Cut(FloatImage tile, PixelRect rect)
    {
        var cut = new FloatImage(tile.Channels, rect.Size);
        for (int c = 0; c < tile.Channels; c++)
        {
            for (int y = 0; y < rect.Height; y++)
            {
                tile.Row(c, rect.Y + y).Slice(rect.X, rect.Width).CopyTo(cut.Row(c, y));
            }
        }

        return cut;
    }
}
