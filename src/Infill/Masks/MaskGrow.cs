using Infill.Imaging;

namespace Infill.Masks;

/// <summary>Grows masks by exact Euclidean distance.</summary>
public static class MaskGrow
{
    /// <summary>Largest growth in pixels that can be asked for.</summary>
    public const int MaxPx = 512;

    /// <summary>Largest growth in pixels that a fraction of the object's size gives: wider rings cost truth and gain nothing.</summary>
    public const int MaxAutomaticPx = 64;

    /// <summary>Values from here on belong to an object, which can grow; lower ones are the user's own fade.</summary>
    public const float HardValue = 0.5f;

    /// <summary>All pixels within <paramref name="radiusPx"/> of a value from <see cref="HardValue"/> become 1; other values stay.</summary>
    /// <param name="mask">Not modified.</param>
    /// <param name="radiusPx">Euclidean distance between pixel centres, 0–512; 0 returns a copy.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="radiusPx"/> is outside 0–512.</exception>
    public static Mask Grow(Mask mask, int radiusPx)
    {
        ArgumentNullException.ThrowIfNull(mask);
        ArgumentOutOfRangeException.ThrowIfNegative(radiusPx);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(radiusPx, MaxPx);
        return GrowObjects(mask.WithWindow(mask.FindBounds()), _ => radiusPx).Mask;
    }

    /// <summary>Grows every object (8-connected, values from ½) by its own radius.</summary>
    /// <param name="mask">Not modified.</param>
    /// <param name="radiusFromArea">Radius in pixels from the object's area in pixels.</param>
    /// <remarks>A pixel p lies within radius r of an object pixel q if |p − q|² − r² ≤ 0; the smallest left side over all q is a
    /// lower envelope of parabolas, so one transform grows any number of objects by different radii, exactly.</remarks>
    internal static GrownMask GrowObjects(Mask mask, Func<int, int> radiusFromArea)
    {
        var objects = ComponentLabels.Of(mask, value => value >= HardValue, diagonal: true);
        int[] radii = [0, .. Enumerable.Range(1, objects.Count).Select(label => radiusFromArea(objects.CountOf(label)))];
        int largest = radii.Max();
        if (largest == 0)
        {
            return new GrownMask(mask.Clone(), new ushort[mask.Values.Length], 0);
        }

        Mask grown = mask.WithWindow(mask.Window.Inflate(largest));
        ushort[] growth = new ushort[grown.Values.Length];
        int[] owners = new int[growth.Length];
        double[] power = Powers(objects, radii, grown.Window, owners);
        ParabolaEnvelope.TransformPlane(power, owners, grown.Window.Size);
        for (int i = 0; i < growth.Length; i++)
        {
            if (power[i] <= 0 && radii[owners[i]] > 0)
            {
                (grown.Values[i], growth[i]) = (1f, (ushort)radii[owners[i]]);
            }
        }

        KeepOwnGrowth(objects, radii, grown.Window, growth);
        return new GrownMask(grown, growth, largest);
    }

    private static double[] Powers(ComponentLabels objects, int[] radii, PixelRect room, int[] owners)
    {
        double[] power = new double[room.Area];
        Array.Fill(power, double.PositiveInfinity);
        ForEachObjectPixel(objects, room, (i, label) =>
        {
            power[i] = -(double)radii[label] * radii[label];
            owners[i] = label;
        });
        return power;
    }

    // A large neighbour may win an object's own pixels; their fade must still be that of their own object.
    private static void KeepOwnGrowth(ComponentLabels objects, int[] radii, PixelRect room, ushort[] growth) =>
        ForEachObjectPixel(objects, room, (i, label) => growth[i] = (ushort)radii[label]);

    private static void ForEachObjectPixel(ComponentLabels objects, PixelRect room, Action<int, int> visit)
    {
        PixelRect inRoom = objects.Window.RelativeTo(room.X, room.Y);
        for (int i = 0; i < objects.Labels.Length; i++)
        {
            if (objects.Labels[i] > 0)
            {
                (int y, int x) = Math.DivRem(i, inRoom.Width);
                visit(((y + inRoom.Y) * room.Width) + x + inRoom.X, objects.Labels[i]);
            }
        }
    }
}
