using Infill.Imaging;

namespace Infill.Masks.Mattes;

/// <summary>How much of the old background stands in a subject's edge.</summary>
/// <remarks>The edge's own colour, against that of the subject a little farther in, moved towards what is behind by a share s; on grain and
/// texture s scatters around 0, so it is averaged over blocks before its sign is dropped. The measure is s times the ΔE00 between both sides,
/// weighted by alpha: what an eye would see of the old background before a new one.</remarks>
/// <param name="Amount">ΔE00, mean over the edge, at least 0; 0 for a subject without an edge.</param>
/// <param name="Worst">Where it is strongest, in picture pixels; null if nowhere.</param>
internal sealed record EdgeHalo(double Amount, PixelRect? Worst)
{
    private const int BlockPx = 48;
    private const int LeastPixels = 12;
    private const int ReachPx = 5;

    // Nearer pixels are the edge itself; with less of the subject nothing of its colour is seen.
    private const int RimPx = 2;
    private const float Seen = 0.1f;

    /// <summary>Measures a matte.</summary>
    public static EdgeHalo Of(Matte matte)
    {
        PixelSize size = matte.Picture.Size;
        (double Sum, int Count)[] blocks = new (double, int)[((size.Width / BlockPx) + 1) * ((size.Height / BlockPx) + 1)];
        float[] inside = Depths(matte, isOwn: true), outside = Depths(matte, isOwn: false);
        for (int n = 0; n < matte.Edge.Pixels.Length; n++)
        {
            int i = matte.Edge.Pixels[n];
            float alpha = matte.Alpha.Values[i];
            ReadOnlySpan<float> own = matte.Edge.Own.AsSpan(3 * n, 3), behind = matte.Edge.Behind.AsSpan(3 * n, 3);
            if (alpha > Seen && Mean(matte.Picture, i, inside) is (float, float, float) inner)
            {
                Add(blocks, (i, size), alpha * Remains((own[0], own[1], own[2]), inner, (behind[0], behind[1], behind[2])));
            }
        }

        for (int i = 0; i < inside.Length; i++)
        {
            bool isRim = inside[i] is > 0 and <= RimPx;
            if (isRim && Mean(matte.Picture, i, inside) is (float, float, float) inner && Mean(matte.Picture, i, outside) is (float, float, float) behind)
            {
                Add(blocks, (i, size), Remains((matte.Picture.Plane(0)[i], matte.Picture.Plane(1)[i], matte.Picture.Plane(2)[i]), inner, behind));
            }
        }

        return Sum(blocks, matte.Alpha.Window);
    }

    private static EdgeHalo Sum((double Sum, int Count)[] blocks, PixelRect window)
    {
        (double sum, long count, double worst, PixelRect? where) = (0, 0, 0, null);
        int across = (window.Width / BlockPx) + 1;
        for (int b = 0; b < blocks.Length; b++)
        {
            double block = Math.Max(0, blocks[b].Sum);
            (sum, count) = (sum + block, count + blocks[b].Count);
            if (blocks[b].Count >= LeastPixels && block / blocks[b].Count > worst)
            {
                worst = block / blocks[b].Count;
                where = new PixelRect(window.X + (b % across * BlockPx), window.Y + (b / across * BlockPx), BlockPx, BlockPx).Intersect(window);
            }
        }

        return new EdgeHalo(count == 0 ? 0 : sum / count, where);
    }

    private static void Add((double Sum, int Count)[] blocks, (int I, PixelSize Size) at, double value)
    {
        ref (double Sum, int Count) block = ref blocks[(at.I / at.Size.Width / BlockPx * ((at.Size.Width / BlockPx) + 1)) + (at.I % at.Size.Width / BlockPx)];
        block = (block.Sum + value, block.Count + 1);
    }

    // Distance to the nearest pixel that is not wholly on this side; 0 beyond.
    private static float[] Depths(Matte matte, bool isOwn)
    {
        var side = new Mask(matte.Picture.Size);
        for (int i = 0; i < side.Values.Length; i++)
        {
            side.Values[i] = matte.Alpha.Values[i] == (isOwn ? 1f : 0f) ? 1f : 0f;
        }

        return DistanceTransform.ToKept(side);
    }

    // Of the pixels in reach that lie deeper than the rim.
    private static (float, float, float)? Mean(FloatImage picture, int i, float[] depths)
    {
        (float r, float g, float b, int count) = (0, 0, 0, 0);
        (int x0, int y0) = (i % picture.Width, i / picture.Width);
        for (int y = Math.Max(0, y0 - ReachPx); y <= Math.Min(picture.Height - 1, y0 + ReachPx); y++)
        {
            for (int x = Math.Max(0, x0 - ReachPx); x <= Math.Min(picture.Width - 1, x0 + ReachPx); x++)
            {
                int j = (y * picture.Width) + x;
                if (depths[j] > RimPx)
                {
                    (r, g, b, count) = (r + picture.Plane(0)[j], g + picture.Plane(1)[j], b + picture.Plane(2)[j], count + 1);
                }
            }
        }

        return count == 0 ? null : (r / count, g / count, b / count);
    }

    private static double Remains((float R, float G, float B) edge, (float R, float G, float B) inner, (float R, float G, float B) behind)
    {
        (float r, float g, float b) = (behind.R - inner.R, behind.G - inner.G, behind.B - inner.B);
        float square = (r * r) + (g * g) + (b * b);
        float dot = ((edge.R - inner.R) * r) + ((edge.G - inner.G) * g) + ((edge.B - inner.B) * b);
        return Math.Clamp(dot / Math.Max(1e-6f, square), -1f, 1f) * DeltaE.Ciede2000(Lab(inner), Lab(behind));
    }

    private static (double, double, double) Lab((float R, float G, float B) color)
    {
        CieLab.FromSrgb(color.R, color.G, color.B, out float lightness, out float a, out float b);
        return (lightness, a, b);
    }
}
