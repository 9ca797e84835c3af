using Infill.Imaging;

namespace Infill.Evaluation.Metrics;

/// <summary>A hole with its surroundings cut from two pictures, in Lab, with the sets of pixels that the metrics speak of.</summary>
/// <remarks>The first picture shows the second's pixels wherever the mask keeps: metrics judge the fill alone, and
/// <see cref="KeepCheck"/> judges the rest.</remarks>
internal sealed class HoleView
{
    /// <summary>Surroundings in pixels: the widest ring (40) plus a patch's half (3) and room for gradients.</summary>
    public const int Margin = 48;

    private HoleView(FloatImage fill, FloatImage truth, bool[] hole)
    {
        (Fill, Truth, Hole) = (fill, truth, hole);
    }

    /// <summary>L*, a*, b* of the filled picture.</summary>
    public FloatImage Fill { get; }

    /// <summary>L*, a*, b* of the true picture.</summary>
    public FloatImage Truth { get; }

    /// <summary>True where the mask is above 0, row by row.</summary>
    public bool[] Hole { get; }

    public int Width => Fill.Width;

    public int Height => Fill.Height;

    /// <summary>Cuts both pictures around the hole and converts them.</summary>
    /// <exception cref="ArgumentException">Sizes differ, the mask is empty, or a picture has fewer than 3 channels.</exception>
    public static HoleView Cut(FloatImage fill, FloatImage truth, Mask mask)
    {
        PixelRect bounds = RequireHole(fill, truth, mask);
        PixelRect rect = bounds.Inflate(Margin).Intersect(fill.Size.Bounds);
        bool[] hole = [.. mask.Crop(rect).Values.Select(v => v > 0f)];
        FloatImage shownTruth = CieLab.FromSrgb(Crop(truth, rect));
        FloatImage shownFill = CieLab.FromSrgb(Crop(fill, rect));
        for (int i = 0; i < shownFill.Values.Length; i++)
        {
            if (!hole[i % hole.Length])
            {
                shownFill.Values[i] = shownTruth.Values[i];
            }
        }

        return new HoleView(shownFill, shownTruth, hole);
    }

    /// <summary>The tight bounds of the hole, after every check that all metrics share.</summary>
    public static PixelRect RequireHole(FloatImage fill, FloatImage truth, Mask mask)
    {
        ArgumentNullException.ThrowIfNull(fill);
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(mask);
        if (fill.Size != truth.Size || fill.Size != mask.Size)
        {
            throw new ArgumentException($"Fill is {fill.Size}, truth is {truth.Size}, mask is {mask.Size}; all must have the same size.");
        }

        if (fill.Channels < 3 || truth.Channels < 3)
        {
            throw new ArgumentException($"Fill has {fill.Channels} channels and truth {truth.Channels}; metrics take RGB, with or without alpha.");
        }

        PixelRect bounds = mask.FindBounds();
        return bounds.IsEmpty ? throw new ArgumentException("The mask keeps every pixel; a metric needs a hole.", nameof(mask)) : bounds;
    }

    /// <summary>Kept pixels more than 3 and at most <paramref name="reach"/> pixels from the hole (chessboard distance), so that no 7×7 patch touches it.</summary>
    public bool[] FindRing(int reach)
    {
        bool[] far = Dilate(Hole, reach);
        bool[] near = Dilate(Hole, 3);
        return [.. far.Zip(near, (f, n) => f && !n)];
    }

    /// <summary>Hole pixels whose square of half-width <paramref name="radius"/> holds no kept pixel; outside the cut does not count as kept.</summary>
    public bool[] ErodeHole(int radius) => [.. Dilate([.. Hole.Select(h => !h)], radius).Select(kept => !kept)];

    private static FloatImage Crop(FloatImage image, PixelRect rect)
    {
        var crop = new FloatImage(3, rect.Size);
        for (int c = 0; c < 3; c++)
        {
            for (int y = 0; y < rect.Height; y++)
            {
                image.Row(c, rect.Y + y).Slice(rect.X, rect.Width).CopyTo(crop.Row(c, y));
            }
        }

        return crop;
    }

    // A square is a row pass and a column pass.
    private bool[] Dilate(bool[] set, int radius)
    {
        bool[] rows = new bool[set.Length];
        bool[] result = new bool[set.Length];
        for (int y = 0; y < Height; y++)
        {
            DilateLine(set, rows, (y * Width, 1, Width), radius);
        }

        for (int x = 0; x < Width; x++)
        {
            DilateLine(rows, result, (x, Width, Height), radius);
        }

        return result;
    }

    private static void DilateLine(bool[] from, bool[] to, (int Start, int Stride, int Count) line, int radius)
    {
        (int start, int stride, int count) = line;
        int until = -1;
        for (int i = 0; i < count + radius; i++)
        {
            if (i < count && from[start + (i * stride)])
            {
                until = i + (2 * radius);
            }

            if (i >= radius)
            {
                to[start + ((i - radius) * stride)] = i <= until;
            }
        }
    }
}
