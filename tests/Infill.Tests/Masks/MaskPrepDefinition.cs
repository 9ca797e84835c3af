using Infill.Imaging;
using Infill.Masks;

namespace Infill.Tests.Masks;

/// <summary>The mask stage written down a second time, pixel by pixel over the whole picture, with no thought of speed.</summary>
internal static class MaskPrepDefinition
{
    /// <summary>Both composites are equal but for pixels that lie equally deep in the growths of two objects: they may fade with either.</summary>
    public static (Mask Denoise, Mask LeastComposite, Mask MostComposite) Prepare(Mask mask, MaskOptions options)
    {
        Mask user = mask.WithWindow(mask.Size.Bounds);
        FillHoles(user, options.FillHolesPx);
        foreach (List<(int X, int Y)> part in Parts(user, v => v > 0, diagonal: true).Where(p => p.Count < options.DropSpecksPx))
        {
            part.ForEach(p => user[p.X, p.Y] = 0f);
        }

        List<(int X, int Y)>[] objects = [.. Parts(user, v => v >= 0.5f, diagonal: true)];
        int[] growths = [.. objects.Select(o => Growth(o.Count, options))];
        (Mask denoise, (int Least, int Most)[,] growthAt) = Grow(user, objects, growths);
        return (
            denoise,
            Fade(denoise, (x, y) => options.FeatherPx ?? (growthAt[x, y].Most / 2)),
            Fade(denoise, (x, y) => options.FeatherPx ?? (growthAt[x, y].Least / 2)));
    }

    private static int Growth(int area, MaskOptions options)
    {
        double growth = Math.Round(options.GrowFraction * Math.Sqrt(area), MidpointRounding.AwayFromZero);
        return options.GrowPx ?? (options.GrowFraction == 0 ? 0 : (int)Math.Clamp(growth, 1, 64));
    }

    private static void FillHoles(Mask user, int limitPx)
    {
        Mask before = user.Clone();
        foreach (List<(int X, int Y)> island in Parts(before, v => v == 0, diagonal: false).Where(i => i.Count <= limitPx))
        {
            if (island.All(p => p.X > 0 && p.Y > 0 && p.X < user.Width - 1 && p.Y < user.Height - 1))
            {
                float rim = island.Max(p => Neighbours(p, diagonal: false).Max(n => before[n.X, n.Y]));
                island.ForEach(p => user[p.X, p.Y] = rim);
            }
        }
    }

    // An object's own pixels fade with their own object; a pixel grown from several with the one in whose growth it lies deepest.
    private static (Mask Denoise, (int Least, int Most)[,] GrowthAt) Grow(Mask user, List<(int X, int Y)>[] objects, int[] growths)
    {
        Mask denoise = user.Clone();
        var growthAt = new (int, int)[user.Width, user.Height];
        for (int i = 0; i < denoise.Values.Length; i++)
        {
            (int y, int x) = Math.DivRem(i, user.Width);
            (int Growth, int Depth)[] reached =
            [
                .. from o in Enumerable.Range(0, objects.Length)
                   let depth = objects[o].Min(p => ((p.X - x) * (p.X - x)) + ((p.Y - y) * (p.Y - y))) - (growths[o] * growths[o])
                   where growths[o] > 0 && depth <= 0
                   select (growths[o], depth),
            ];
            if (reached.Length > 0)
            {
                int deepest = reached.Min(r => r.Depth);
                int[] owners = [.. reached.Where(r => r.Depth == deepest).Select(r => r.Growth)];
                (growthAt[x, y], denoise[x, y]) = ((owners.Min(), owners.Max()), 1f);
            }
        }

        for (int o = 0; o < objects.Length; o++)
        {
            objects[o].ForEach(p => growthAt[p.X, p.Y] = (growths[o], growths[o]));
        }

        return (denoise, growthAt);
    }

    private static Mask Fade(Mask denoise, Func<int, int, int> widthAt)
    {
        Mask composite = denoise.Clone();
        for (int i = 0; i < composite.Values.Length; i++)
        {
            (int y, int x) = Math.DivRem(i, denoise.Width);
            double square = double.PositiveInfinity;
            for (int k = 0; k < denoise.Values.Length; k++)
            {
                (int ky, int kx) = Math.DivRem(k, denoise.Width);
                square = denoise.Values[k] == 0 ? Math.Min(square, ((kx - x) * (kx - x)) + ((ky - y) * (ky - y))) : square;
            }

            composite.Values[i] *= MathF.Min(1f, (float)Math.Sqrt(square) / (widthAt(x, y) + 1));
        }

        return composite;
    }

    private static IEnumerable<List<(int X, int Y)>> Parts(Mask mask, Func<float, bool> isMember, bool diagonal)
    {
        HashSet<(int X, int Y)> open = [];
        for (int i = 0; i < mask.Values.Length; i++)
        {
            if (isMember(mask.Values[i]))
            {
                open.Add((i % mask.Width, i / mask.Width));
            }
        }

        while (open.Count > 0)
        {
            List<(int X, int Y)> part = [open.MinBy(p => (p.Y * mask.Width) + p.X)];
            open.Remove(part[0]);
            for (int i = 0; i < part.Count; i++)
            {
                part.AddRange(Neighbours(part[i], diagonal).Where(open.Remove));
            }

            yield return part;
        }
    }

    private static IEnumerable<(int X, int Y)> Neighbours((int X, int Y) p, bool diagonal) =>
        from dy in Enumerable.Range(-1, 3)
        from dx in Enumerable.Range(-1, 3)
        where (dx, dy) != (0, 0) && (diagonal || dx == 0 || dy == 0)
        select (p.X + dx, p.Y + dy);
}
