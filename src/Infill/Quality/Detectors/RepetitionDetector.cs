namespace Infill.Quality.Detectors;

/// <summary>Finds blocks that stand twice: equal small blocks that lie at one and the same offset from each other.</summary>
/// <remarks>Small blocks are sorted by two projections; equal ones stand beside each other then, and vote for the offset between them. Only blocks
/// around the lightest points of their row are taken, about every fifth: a copy has them at the same places as what was copied.
/// After Fridrich, Soukal &amp; Lukáš, "Detection of Copy-Move Forgery in Digital Images", DFRWS 2003.</remarks>
internal static class RepetitionDetector
{
    private const int Samples = 4;
    private const int Spacing = 3;
    private const int Dimensions = BlockPairs.Dimensions;

    /// <summary>Offsets below it are a texture's own likeness to itself.</summary>
    private const int LeastOffset = 14;

    /// <summary>L* units: flatter blocks are alike anywhere. Slopes are taken off first.</summary>
    private const float LeastSpread = 0.5f;

    /// <summary>Least share of a block's gradient energy across its main direction: a straight line is like itself all along.</summary>
    private const float LeastCorner = 0.1f;
    private const int MostPixels = 2_000_000;

    /// <summary>Pixels to the four neighbours that a point is lighter than.</summary>
    private const int PointReach = 2;

    /// <summary>Blocks that a small hole lacks for a share to mean anything.</summary>
    private const double FewBlocks = 40;

    /// <summary>Places of a block's samples from its middle; the sum of their squares.</summary>
    private static readonly float[] Columns = [.. Enumerable.Range(0, Dimensions).Select(k => (k % Samples) - ((Samples - 1) / 2f))];
    private static readonly float[] Rows = [.. Enumerable.Range(0, Dimensions).Select(k => (k / Samples) - ((Samples - 1) / 2f))];
    private static readonly float Norm = Columns.Sum(x => x * x);

    /// <summary>Reads a view; null if it has too little texture.</summary>
    public static DetectorReading? Read(FillView view)
    {
        List<int> places = [];
        List<float> vectors = [];
        Collect(view, places, vectors);
        int inHole = places.Count(i => view.Depth[i] > 0);
        var votes = new Dictionary<int, int>();
        var usual = new Dictionary<int, int>();
        List<(int From, int To)> pairs = new BlockPairs([.. vectors]).Find();
        foreach ((int from, int to) in pairs)
        {
            Vote(view, places[from], places[to], votes, usual);
        }

        (int most, int offset) = Strongest(votes);
        (int reference, _) = Strongest(usual);
        double share = most / (inHole + FewBlocks);
        double other = reference / (places.Count - inHole + FewBlocks);
        int[] marked = offset < 0 ? [] : [.. pairs.Where(pair => OffsetOf(view, places[pair.From], places[pair.To]) == offset)
            .SelectMany(pair => (int[])[places[pair.From], places[pair.To]]).Where(i => view.Depth[i] > 0).Distinct()];
        double[] measures =
        [
            Math.Log(share + 0.01),
            Statistic.LogRatio(share, other, 0.01),
            Math.Log(most + 4),
            most / (double)(view.HolePixels + 200),
            Math.Log(1 + Thickness(view, marked)),
        ];
        return new DetectorReading(measures, Paint(view, marked));
    }

    // Side of a bar that spreads as the marked pixels do across their main direction: a line that is like itself stays thin.
    private static double Thickness(FillView view, int[] marked)
    {
        (double n, double sx, double sy, double xx, double xy, double yy) = (marked.Length, 0, 0, 0, 0, 0);
        foreach (int i in marked)
        {
            (double x, double y) = (i % view.Width, i / view.Width);
            (sx, sy, xx, xy, yy) = (sx + x, sy + y, xx + (x * x), xy + (x * y), yy + (y * y));
        }

        if (n < 4)
        {
            return 0;
        }

        (xx, xy, yy) = ((xx / n) - (sx / n * (sx / n)), (xy / n) - (sx / n * (sy / n)), (yy / n) - (sy / n * (sy / n)));
        double half = (xx + yy) / 2;
        return Math.Sqrt(12 * Math.Max(0, half - Math.Sqrt(((xx - yy) * (xx - yy) / 4) + (xy * xy))));
    }

    private static void Collect(FillView view, List<int> places, List<float> vectors)
    {
        ReadOnlySpan<float> lightness = view.Blurred(FillView.FineSigma).Plane(0);
        int reach = Spacing * (Samples - 1);
        int stride = (int)Math.Ceiling(Math.Sqrt((double)view.Depth.Length / MostPixels));
        Span<float> block = stackalloc float[Dimensions];
        float[] stand = new float[view.Width];
        for (int y = 0; y < view.Height - reach; y += stride)
        {
            int row = (y + (reach / 2)) * view.Width;
            Stand(lightness, row, stand);
            for (int centre = reach / 2; centre < view.Width - (reach - (reach / 2)); centre++)
            {
                if (stand[centre] <= stand[centre - 1] || stand[centre] < stand[centre + 1])
                {
                    continue;
                }

                int corner = (y * view.Width) + centre - (reach / 2);
                for (int k = 0; k < Dimensions; k++)
                {
                    block[k] = lightness[corner + (k / Samples * Spacing * view.Width) + (k % Samples * Spacing)];
                }

                if (Flatten(block) >= Dimensions * LeastSpread * LeastSpread && IsCorner(block))
                {
                    places.Add(row + centre);
                    vectors.AddRange(block);
                }
            }
        }
    }

    // How far the pixels of a row stand out from their four neighbours; a slope does not count.
    private static void Stand(ReadOnlySpan<float> lightness, int row, Span<float> stand)
    {
        ReadOnlySpan<float> middle = lightness.Slice(row, stand.Length);
        ReadOnlySpan<float> above = lightness.Slice(row - (PointReach * stand.Length), stand.Length), below = lightness.Slice(row + (PointReach * stand.Length), stand.Length);
        for (int x = PointReach; x < stand.Length - PointReach; x++)
        {
            stand[x] = (4 * middle[x]) - middle[x - PointReach] - middle[x + PointReach] - above[x] - below[x];
        }
    }

    // Takes mean and slope off (least squares); returns what energy is left.
    private static float Flatten(Span<float> block)
    {
        (float mean, float dx, float dy) = (0, 0, 0);
        for (int k = 0; k < Dimensions; k++)
        {
            (mean, dx, dy) = (mean + block[k], dx + (Columns[k] * block[k]), dy + (Rows[k] * block[k]));
        }

        (mean, dx, dy) = (mean / Dimensions, dx / Norm, dy / Norm);
        float energy = 0;
        for (int k = 0; k < Dimensions; k++)
        {
            block[k] -= mean + (dx * Columns[k]) + (dy * Rows[k]);
            energy += block[k] * block[k];
        }

        return energy;
    }

    // The smaller eigenvalue of the block's gradient matrix against the sum of both.
    private static bool IsCorner(ReadOnlySpan<float> block)
    {
        (float xx, float xy, float yy) = (0, 0, 0);
        for (int k = 0; k < Dimensions - Samples; k++)
        {
            if (k % Samples != Samples - 1)
            {
                (float dx, float dy) = (block[k + 1] - block[k], block[k + Samples] - block[k]);
                (xx, xy, yy) = (xx + (dx * dx), xy + (dx * dy), yy + (dy * dy));
            }
        }

        float half = (xx + yy) / 2, apart = MathF.Sqrt(((xx - yy) * (xx - yy) / 4) + (xy * xy));
        return half - apart > LeastCorner * 2 * half;
    }

    private static void Vote(FillView view, int from, int to, Dictionary<int, int> votes, Dictionary<int, int> usual)
    {
        int offset = OffsetOf(view, from, to);
        if (offset >= 0)
        {
            Dictionary<int, int> box = view.Depth[from] > 0 || view.Depth[to] > 0 ? votes : usual;
            box[offset] = box.GetValueOrDefault(offset) + 1;
        }
    }

    // Both directions of an offset are one; −1 for short ones.
    private static int OffsetOf(FillView view, int from, int to)
    {
        (int dx, int dy) = ((to % view.Width) - (from % view.Width), (to / view.Width) - (from / view.Width));
        if ((dx * dx) + (dy * dy) < LeastOffset * LeastOffset)
        {
            return -1;
        }

        (dx, dy) = dy < 0 || (dy == 0 && dx < 0) ? (-dx, -dy) : (dx, dy);
        return (dy << 16) | (dx & 0xFFFF);
    }

    private static (int Votes, int Offset) Strongest(Dictionary<int, int> votes)
    {
        (int most, int best) = (0, -1);
        foreach ((int offset, int count) in votes)
        {
            if (count > most || (count == most && offset < best))
            {
                (most, best) = (count, offset);
            }
        }

        return (most, best);
    }

    // Blocks as far as their samples reach.
    private static float[] Paint(FillView view, int[] marked)
    {
        const int Half = Spacing * (Samples - 1) / 2;
        float[] heat = new float[view.Depth.Length];
        foreach (int i in marked)
        {
            for (int dy = -Half; dy <= Half; dy++)
            {
                for (int dx = -Half; dx <= Half; dx++)
                {
                    int at = i + (dy * view.Width) + dx;
                    heat[at] = view.Depth[at] > 0 ? 1f : 0f;
                }
            }
        }

        return heat;
    }
}
