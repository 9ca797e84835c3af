using Infill.Imaging;

namespace Infill.Masks;

/// <summary>Adds, subtracts, intersects and inverts masks of one picture; soft values stay soft.</summary>
public static class MaskCombine
{
    /// <summary>Filled where either is: the larger value of both.</summary>
    /// <exception cref="ArgumentException">The masks differ in size.</exception>
    public static Mask Add(Mask first, Mask second)
    {
        RequireSameSize(first, second);
        Mask sum = first.WithWindow(first.Window.Union(second.Window));
        ForEachCommon(sum, second, (a, b) => MathF.Max(a, b));
        return sum;
    }

    /// <summary>Filled where the first is and the second is not: min(first, 1 − second).</summary>
    /// <exception cref="ArgumentException">The masks differ in size.</exception>
    public static Mask Subtract(Mask first, Mask second)
    {
        RequireSameSize(first, second);
        Mask rest = first.Clone();
        ForEachCommon(rest, second, (a, b) => MathF.Min(a, 1f - b));
        return rest;
    }

    /// <summary>Filled where both are: the smaller value of both.</summary>
    /// <exception cref="ArgumentException">The masks differ in size.</exception>
    public static Mask Intersect(Mask first, Mask second)
    {
        RequireSameSize(first, second);
        Mask both = first.WithWindow(first.Window.Intersect(second.Window));
        ForEachCommon(both, second, MathF.Min);
        return both;
    }

    /// <summary>Filled where the mask is not: 1 − value, over the whole picture.</summary>
    /// <param name="mask">Not modified.</param>
    public static Mask Invert(Mask mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        Mask rest = mask.WithWindow(mask.Size.Bounds);
        foreach (ref float value in rest.Values.AsSpan())
        {
            value = 1f - value;
        }

        return rest;
    }

    private static void ForEachCommon(Mask target, Mask other, Func<float, float, float> combine)
    {
        PixelRect common = target.Window.Intersect(other.Window);
        for (int y = common.Y; y < common.Bottom; y++)
        {
            Span<float> a = target.WindowRow(y - target.Window.Y).Slice(common.X - target.Window.X, common.Width);
            ReadOnlySpan<float> b = other.WindowRow(y - other.Window.Y).Slice(common.X - other.Window.X, common.Width);
            for (int x = 0; x < a.Length; x++)
            {
                a[x] = combine(a[x], b[x]);
            }
        }
    }

    private static void RequireSameSize(Mask first, Mask second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (first.Size != second.Size)
        {
            throw new ArgumentException($"Masks are {first.Size} and {second.Size}; both must have the same size.", nameof(second));
        }
    }
}
