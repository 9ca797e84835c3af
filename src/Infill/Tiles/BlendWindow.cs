using Infill.Imaging;

namespace Infill.Tiles;

/// <summary>The part of a tile that blending looks at: the hole with a margin. Its cost follows the hole, not the tile.</summary>
internal sealed record BlendWindow
{
    /// <summary>Colour planes come first; a fourth plane is alpha.</summary>
    internal const int ColorPlanes = 3;

    // Grain needs flat areas to be measured on, a thin ring rarely has enough; filters reach beyond the ring.
    private const int LeastRingPx = 16;
    private const int FilterMarginPx = 8;

    /// <summary>Where the window lies in the tile.</summary>
    internal required PixelRect RectInTile { get; init; }

    /// <summary>What stands there before the fill.</summary>
    internal required FloatImage Original { get; init; }

    /// <summary>What the engine made of it, colour-matched or not.</summary>
    internal required FloatImage Generated { get; init; }

    /// <summary>Composite mask, 0 = keep … 1 = show the generated pixel.</summary>
    internal required float[] Weight { get; init; }

    /// <summary>True where <see cref="Weight"/> is above 0.</summary>
    internal required bool[] Hole { get; init; }

    /// <summary>True where the picture is kept and shows what it will show: not in the hole, not in one that is filled later.</summary>
    internal required bool[] Trusted { get; init; }

    /// <summary>True on the trusted pixels within RingPx of the hole that the engine was not asked to change.</summary>
    internal required bool[] Ring { get; init; }

    /// <summary>Columns and rows.</summary>
    internal PixelSize Size => RectInTile.Size;

    /// <summary>Cuts the window; null if the composite mask is 0 everywhere.</summary>
    internal static BlendWindow? Cut(Tile tile, FloatImage generated, Mask composite, BlendOptions options)
    {
        PixelRect bounds = composite.FindBounds();
        if (bounds.IsEmpty)
        {
            return null;
        }

        PixelRect rect = bounds.Inflate(Math.Max(options.RingPx, LeastRingPx) + FilterMarginPx).Intersect(composite.Size.Bounds);
        float[] weight = composite.Crop(rect).Values;
        bool[] hole = Array.ConvertAll(weight, w => w > 0);
        bool[] trusted = Array.ConvertAll(weight, w => w <= 0);
        if (tile.Unknown is not null)
        {
            Exclude(trusted, tile.Unknown.Crop(rect));
        }

        return new BlendWindow
        {
            RectInTile = rect,
            Original = Crop(tile.Image, rect),
            Generated = Crop(generated, rect),
            Weight = weight,
            Hole = hole,
            Trusted = trusted,
            Ring = FindRing(trusted, hole, tile.Mask.Crop(rect), options.RingPx),
        };
    }

    /// <summary>A copy of <paramref name="tile"/> with <paramref name="joined"/> in the window's place, wherever the hole is.</summary>
    internal FloatImage Paste(FloatImage tile, FloatImage joined)
    {
        FloatImage result = tile.Clone();
        for (int c = 0; c < result.Channels; c++)
        {
            for (int i = 0; i < Hole.Length; i++)
            {
                if (Hole[i])
                {
                    result[c, RectInTile.X + (i % Size.Width), RectInTile.Y + (i / Size.Width)] = joined.Plane(c)[i];
                }
            }
        }

        return result;
    }

    /// <summary>How much the colour of a pixel counts: its alpha, or 1 in an opaque picture.</summary>
    internal static float Opacity(FloatImage image, int pixel) =>
        image.Channels > ColorPlanes ? image.Values[(ColorPlanes * image.Width * image.Height) + pixel] : 1;

    private static void Exclude(bool[] pixels, Mask mask)
    {
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] &= mask.Values[i] <= 0;
        }
    }

    private static bool[] FindRing(bool[] trusted, bool[] hole, Mask denoise, int ringPx)
    {
        var outside = new Mask(denoise.Size);
        for (int i = 0; i < hole.Length; i++)
        {
            outside.Values[i] = hole[i] ? 0 : 1;
        }

        float[] distance = DistanceTransform.ToKept(outside);
        bool[] ring = [.. trusted.Select((t, i) => t && distance[i] <= ringPx)];
        Exclude(ring, denoise);
        return ring;
    }

    private static FloatImage Crop(FloatImage image, PixelRect rect)
    {
        var crop = new FloatImage(image.Channels, rect.Size);
        for (int c = 0; c < image.Channels; c++)
        {
            for (int y = 0; y < rect.Height; y++)
            {
                image.Row(c, rect.Y + y).Slice(rect.X, rect.Width).CopyTo(crop.Row(c, y));
            }
        }

        return crop;
    }
}
