namespace Infill.Quality.Detectors;

/// <summary>How far the fill's patches are from the nearest ones around the hole, and how far patches around it are from each other.</summary>
internal sealed record PatchOutliers
{
    private const int MostInHole = 400;
    private const int MostQueries = 250;
    private const int MostAround = 1200;

    /// <summary>Patches that the hole's and the ring's were compared with.</summary>
    public required PatchCloud Hole { get; init; }

    /// <summary>Lab units per patch of the hole.</summary>
    public required float[] Inside { get; init; }

    /// <summary>Lab units per patch of the surroundings, to such as lie as far away as the hole's neighbours do.</summary>
    public required float[] Around { get; init; }

    /// <summary>Compares; null if hole or surroundings have no patch.</summary>
    /// <param name="view">The view.</param>
    /// <param name="scale">See <see cref="PatchCloud"/>.</param>
    public static PatchOutliers? Of(FillView view, int scale)
    {
        float deepest = view.Depth.Where(float.IsFinite).DefaultIfEmpty(0).Max();
        int reach = 2 * scale;
        PatchCloud hole = PatchCloud.Cut(view, scale, (Math.Min(reach, deepest * 0.6f), float.PositiveInfinity), MostInHole);
        PatchCloud around = PatchCloud.Cut(view, scale, (float.NegativeInfinity, -reach - 1), MostAround);
        PatchCloud queries = PatchCloud.Cut(view, scale, (float.NegativeInfinity, -reach - 1), MostQueries);
        int apart = (int)Math.Clamp(deepest * 0.7f, 2 * reach, 40);
        if (hole.Count == 0 || around.Count < 20)
        {
            return null;
        }

        float[] usual = [.. queries.NearestIn(around, apart).Where(float.IsFinite)];
        return usual.Length == 0 ? null : new PatchOutliers { Hole = hole, Inside = hole.NearestIn(around, 0), Around = usual };
    }

    /// <summary>Paints the hole's distances beyond the usual, for heat maps.</summary>
    public float[] Paint(FillView view)
    {
        double usual = Around.Average();
        float[] map = new float[view.Depth.Length];
        int reach = Math.Max(1, (int)Math.Sqrt(view.HolePixels / (double)Hole.Count));
        for (int p = 0; p < Hole.Count; p++)
        {
            (int x, int y) = (Hole.PlaceOf(p) % view.Width, Hole.PlaceOf(p) / view.Width);
            float excess = (float)Math.Max(0, Inside[p] - usual);
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
