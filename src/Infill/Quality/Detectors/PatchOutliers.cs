namespace Infill.Quality.Detectors;

/// <summary>How far the fill's patches are from the nearest ones around the hole, and how far patches around it are from each other.</summary>
internal sealed record PatchOutliers
{
    private const int MostInHole = 400;
    private const int MostQueries = 250;
    private const int MostAround = 1200;

    /// <summary>Lab units per patch of the hole.</summary>
    public required float[] Inside { get; init; }

    /// <summary>Lab units per patch of the surroundings, to such as lie as far away as the hole's neighbours do.</summary>
    public required float[] Around { get; init; }

    /// <summary>Per pixel of the hole the largest distance beyond the usual of the patches near it, for heat maps.</summary>
    public required float[] Heat { get; init; }

    /// <summary>Compares; null if hole or surroundings have no patch.</summary>
    /// <param name="view">The view.</param>
    /// <param name="scale">See <see cref="PatchCloud"/>.</param>
    public static PatchOutliers? Of(FillView view, int scale)
    {
        float deepest = view.Deepest;
        int reach = 2 * scale;
        PatchCloud hole = PatchCloud.Cut(view, scale, (Math.Min(reach, deepest * 0.6f), float.PositiveInfinity), MostInHole);
        PatchCloud around = PatchCloud.Cut(view, scale, (float.NegativeInfinity, -reach - 1), MostAround);
        PatchCloud queries = PatchCloud.Cut(view, scale, (float.NegativeInfinity, -reach - 1), MostQueries);
        int apart = (int)Math.Clamp(deepest * 0.7f, 2 * reach, 40);
        if (hole.Count == 0 || around.Count < 20)
        {
            return null;
        }

        float[] inside = hole.NearestIn(around, 0), usual = [.. queries.NearestIn(around, apart).Where(float.IsFinite)];
        return usual.Length == 0 ? null : new PatchOutliers { Inside = inside, Around = usual, Heat = Paint(view, hole, inside, usual.Average()) };
    }

    private static float[] Paint(FillView view, PatchCloud hole, float[] inside, double usual)
    {
        float[] map = new float[view.Depth.Length];
        int reach = Math.Max(1, (int)Math.Sqrt(view.HolePixels / (double)hole.Count));
        for (int p = 0; p < hole.Count; p++)
        {
            (int x, int y) = (hole.PlaceOf(p) % view.Width, hole.PlaceOf(p) / view.Width);
            float excess = (float)Math.Max(0, inside[p] - usual);
            for (int dy = -reach; dy <= reach; dy++)
            {
                for (int dx = -reach; dx <= reach; dx++)
                {
                    if (view.Contains(x + dx, y + dy) && ((y + dy) * view.Width) + x + dx is int i && view.Depth[i] > 0)
                    {
                        map[i] = Math.Max(map[i], excess);
                    }
                }
            }
        }

        return map;
    }
}
