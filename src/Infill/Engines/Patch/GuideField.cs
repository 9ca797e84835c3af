using Infill.Tiles;

namespace Infill.Engines.Patch;

/// <summary>The user's guide lines on one level: what stands at a distance from a line inside the hole should come from
/// the same distance to the same line outside of it.</summary>
internal sealed class GuideField
{
    /// <summary>Targets and sources this near a line are led by it, in pixels of the level.</summary>
    private const float Band = 6f;

    /// <summary>Lines go on straight beyond both ends by this much, in pixels of the finest level, to reach known pixels.</summary>
    private const double ExtensionPx = 32;

    private readonly float[] _across;
    private readonly Dictionary<int, int[]> _sources;
    private readonly int _stride;

    private GuideField(float[] across, Dictionary<int, int[]> sources, int stride) =>
        (_across, _sources, _stride) = (across, sources, stride);

    /// <summary>The field of a level, or null without lines.</summary>
    /// <param name="guides">Lines in pixels of the finest level.</param>
    /// <param name="level">Level that is searched.</param>
    /// <param name="scale">Pixels of the finest level per pixel of this level.</param>
    public static GuideField? Build(IReadOnlyList<GuideLine> guides, PatchLevel level, double scale)
    {
        if (guides.Count == 0)
        {
            return null;
        }

        float[] across = new float[level.States.Length];
        Array.Fill(across, float.NaN);
        float[] nearest = new float[across.Length];
        Array.Fill(nearest, Band);
        foreach (GuideLine guide in guides)
        {
            foreach (((double X, double Y) from, (double X, double Y) to) in Segments(guide, scale))
            {
                Draw(level, across, nearest, from, to);
            }
        }

        Dictionary<int, int[]> sources = level.Sources
            .Where(source => float.IsFinite(across[level.GridIndex(source)]))
            .GroupBy(source => (int)MathF.Round(across[level.GridIndex(source)]))
            .ToDictionary(group => group.Key, group => group.ToArray());
        return new GuideField(across, sources, level.Stride);
    }

    /// <summary>0 if the target is not led or the source keeps its distance to the line, else 1.</summary>
    public float Misfit(int target, int source)
    {
        float wanted = Across(target);
        return float.IsNaN(wanted) || MathF.Abs(Across(source) - wanted) <= 1f ? 0f : 1f;
    }

    /// <summary>Sources that keep the target's distance to the line; empty if the target is not led.</summary>
    public ReadOnlySpan<int> SourcesFor(int target)
    {
        float wanted = Across(target);
        return !float.IsNaN(wanted) && _sources.TryGetValue((int)MathF.Round(wanted), out int[]? sources) ? sources : [];
    }

    private float Across(int position) => _across[(PatchGrid.Y(position) * _stride) + PatchGrid.X(position)];

    private static IEnumerable<((double X, double Y) From, (double X, double Y) To)> Segments(GuideLine guide, double scale)
    {
        // A point given twice (a double click) has no direction: its segment would lead its whole surroundings.
        (double X, double Y)[] points = [.. guide.Points.Where((p, i) => i == 0 || p != guide.Points[i - 1]).Select(p => (p.X / scale, p.Y / scale))];
        if (points.Length < 2)
        {
            return [];
        }

        points[0] = Extend(points[1], points[0], ExtensionPx / scale);
        points[^1] = Extend(points[^2], points[^1], ExtensionPx / scale);
        return points.Zip(points.Skip(1));
    }

    private static (double X, double Y) Extend((double X, double Y) from, (double X, double Y) end, double by)
    {
        double length = Math.Max(1e-9, Math.Sqrt(Math.Pow(end.X - from.X, 2) + Math.Pow(end.Y - from.Y, 2)));
        return (end.X + (by * (end.X - from.X) / length), end.Y + (by * (end.Y - from.Y) / length));
    }

    // The signed distance to the nearest segment; the sign tells the line's two sides apart.
    private static void Draw(PatchLevel level, float[] across, float[] nearest, (double X, double Y) from, (double X, double Y) to)
    {
        double dx = to.X - from.X, dy = to.Y - from.Y;
        double length = Math.Max(1e-9, Math.Sqrt((dx * dx) + (dy * dy)));
        int left = (int)Math.Max(0, Math.Min(from.X, to.X) - Band), right = (int)Math.Min(level.Width - 1, Math.Max(from.X, to.X) + Band);
        int top = (int)Math.Max(0, Math.Min(from.Y, to.Y) - Band), bottom = (int)Math.Min(level.Height - 1, Math.Max(from.Y, to.Y) + Band);
        for (int y = top; y <= bottom; y++)
        {
            for (int x = left; x <= right; x++)
            {
                double u = x + 0.5 - from.X, v = y + 0.5 - from.Y;
                double along = ((u * dx) + (v * dy)) / length;
                double side = ((u * dy) - (v * dx)) / length;
                double beyond = Math.Max(0, Math.Max(-along, along - length));
                float distance = (float)Math.Sqrt((side * side) + (beyond * beyond));
                int index = ((y + PatchGrid.Pad) * level.Stride) + x + PatchGrid.Pad;
                if (distance < nearest[index])
                {
                    (nearest[index], across[index]) = (distance, (float)Math.CopySign(distance, side));
                }
            }
        }
    }
}
