using Infill.Imaging;

namespace Infill.Masks;

/// <summary>Hard-edged masks of simple shapes: a pixel is 1 if its centre (x + ½, y + ½) lies in the shape, else 0.</summary>
/// <remarks>Shapes are clipped to the picture; one that covers no pixel centre gives an empty mask. Windows are the shape's own bounds.</remarks>
public static class MaskShapes
{
    /// <summary>Pixels whose centre lies in [left, left + width) × [top, top + height), in pixels.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite, or a side is not above 0.</exception>
    public static Mask Rectangle(PixelSize size, MaskPoint topLeft, double width, double height)
    {
        RequireFinite(topLeft);
        RequirePositive(width, nameof(width));
        RequirePositive(height, nameof(height));
        var mask = new Mask(size, WindowOf(size, topLeft, new MaskPoint(topLeft.X + width, topLeft.Y + height)));
        mask.Values.AsSpan().Fill(1f);
        return mask;
    }

    /// <summary>Pixels whose centre lies in or on the axis-parallel ellipse.</summary>
    /// <param name="size">Size of the picture.</param>
    /// <param name="centre">Centre of the ellipse.</param>
    /// <param name="radiusX">Half the horizontal axis in pixels, above 0.</param>
    /// <param name="radiusY">Half the vertical axis in pixels, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite, or a radius is not above 0.</exception>
    public static Mask Ellipse(PixelSize size, MaskPoint centre, double radiusX, double radiusY)
    {
        RequireFinite(centre);
        RequirePositive(radiusX, nameof(radiusX));
        RequirePositive(radiusY, nameof(radiusY));
        var mask = new Mask(size, ClosedWindowOf(size, [centre], radiusX, radiusY));
        PixelRect window = mask.Window;
        for (int y = window.Y; y < window.Bottom; y++)
        {
            for (int x = window.X; x < window.Right; x++)
            {
                double dx = (x + 0.5 - centre.X) / radiusX, dy = (y + 0.5 - centre.Y) / radiusY;
                mask[x, y] = (dx * dx) + (dy * dy) <= 1 ? 1f : 0f;
            }
        }

        return mask;
    }

    /// <summary>Pixels whose centre lies inside the closed polygon by the even-odd rule; crossing edges make holes.</summary>
    /// <param name="size">Size of the picture.</param>
    /// <param name="points">At least 3 corners; the last is joined to the first.</param>
    /// <exception cref="ArgumentException">Fewer than 3 corners.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A coordinate is not finite.</exception>
    public static Mask Polygon(PixelSize size, IReadOnlyList<MaskPoint> points)
    {
        RequirePoints(points, 3);
        var mask = new Mask(size, ClosedWindowOf(size, points, 0, 0));
        for (int i = 0; i < points.Count; i++)
        {
            ToggleEdge(mask, points[i], points[(i + 1) % points.Count]);
        }

        for (int y = 0; y < mask.Window.Height; y++)
        {
            float inside = 0f;
            foreach (ref float value in mask.WindowRow(y))
            {
                inside = value > 0 ? 1f - inside : inside;
                value = inside;
            }
        }

        return mask;
    }

    /// <summary>Pixels whose centre is within <paramref name="radius"/> of the open line through the points: a round brush.</summary>
    /// <param name="size">Size of the picture.</param>
    /// <param name="radius">Half the stroke's width in pixels, above 0.</param>
    /// <param name="points">At least 1 point; one alone makes a disc.</param>
    /// <exception cref="ArgumentException">No point.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A coordinate is not finite, or the radius is not above 0.</exception>
    public static Mask Stroke(PixelSize size, double radius, IReadOnlyList<MaskPoint> points)
    {
        RequirePositive(radius, nameof(radius));
        RequirePoints(points, 1);
        var mask = new Mask(size, ClosedWindowOf(size, points, radius, radius));
        for (int i = 0; i < points.Count; i++)
        {
            FillCapsule(mask, points[Math.Max(0, i - 1)], points[i], radius);
        }

        return mask;
    }

    // Marks in each row the first pixel whose centre lies right of the edge; a running parity then fills the rows.
    private static void ToggleEdge(Mask mask, MaskPoint a, MaskPoint b)
    {
        PixelRect window = mask.Window;
        (MaskPoint upper, MaskPoint lower) = a.Y <= b.Y ? (a, b) : (b, a);
        int first = FirstCentre(upper.Y, window.Y, window.Bottom), end = FirstCentre(lower.Y, window.Y, window.Bottom);
        for (int y = first; y < end; y++)
        {
            double t = (y + 0.5 - upper.Y) / (lower.Y - upper.Y);
            int x = FirstCentre(upper.X + (t * (lower.X - upper.X)), window.X, window.Right);
            if (x < window.Right)
            {
                mask[x, y] = 1f - mask[x, y];
            }
        }
    }

    // The row of a capsule is one run of pixels: from the leftmost to the rightmost point of its two discs and the band between.
    private static void FillCapsule(Mask mask, MaskPoint a, MaskPoint b, double radius)
    {
        PixelRect rows = ClosedWindowOf(mask.Size, [a, b], radius, radius).Intersect(mask.Window);
        for (int y = rows.Y; y < rows.Bottom; y++)
        {
            (double left, double right) = CapsuleRow(a, b, radius, y + 0.5);
            int first = FirstCentre(left, rows.X, rows.Right);
            int end = PastLastCentre(right, rows.X, rows.Right);
            if (end > first)
            {
                mask.WindowRow(y - mask.Window.Y)[(first - mask.Window.X)..(end - mask.Window.X)].Fill(1f);
            }
        }
    }

    private static (double Left, double Right) CapsuleRow(MaskPoint a, MaskPoint b, double radius, double y)
    {
        (double Left, double Right) run = (double.PositiveInfinity, double.NegativeInfinity);
        void Include(double x) => run = (Math.Min(run.Left, x), Math.Max(run.Right, x));
        foreach (MaskPoint end in (ReadOnlySpan<MaskPoint>)[a, b])
        {
            double square = (radius * radius) - ((y - end.Y) * (y - end.Y));
            if (square >= 0)
            {
                Include(end.X - Math.Sqrt(square));
                Include(end.X + Math.Sqrt(square));
            }
        }

        double length = Math.Sqrt(((b.X - a.X) * (b.X - a.X)) + ((b.Y - a.Y) * (b.Y - a.Y)));
        (double nx, double ny) = length > 0 ? (-(b.Y - a.Y) * radius / length, (b.X - a.X) * radius / length) : (0, 0);
        foreach (int side in (ReadOnlySpan<int>)[-1, 1])
        {
            double fromY = a.Y + (side * ny), toY = b.Y + (side * ny);
            if (fromY != toY && y >= Math.Min(fromY, toY) && y <= Math.Max(fromY, toY))
            {
                Include(a.X + (side * nx) + ((y - fromY) / (toY - fromY) * (b.X - a.X)));
            }
        }

        return run;
    }

    private static PixelRect WindowOf(PixelSize size, MaskPoint low, MaskPoint high) => PixelRect.FromEdges(
        FirstCentre(low.X, 0, size.Width),
        FirstCentre(low.Y, 0, size.Height),
        FirstCentre(high.X, 0, size.Width),
        FirstCentre(high.Y, 0, size.Height));

    private static PixelRect ClosedWindowOf(PixelSize size, IReadOnlyList<MaskPoint> points, double marginX, double marginY) => PixelRect.FromEdges(
        FirstCentre(points.Min(p => p.X) - marginX, 0, size.Width),
        FirstCentre(points.Min(p => p.Y) - marginY, 0, size.Height),
        PastLastCentre(points.Max(p => p.X) + marginX, 0, size.Width),
        PastLastCentre(points.Max(p => p.Y) + marginY, 0, size.Height));

    // First index in [low, high] whose centre is at or after the coordinate.
    private static int FirstCentre(double coordinate, int low, int high) => (int)Math.Clamp(Math.Ceiling(coordinate - 0.5), low, high);

    // First index in [low, high] whose centre is after the coordinate.
    private static int PastLastCentre(double coordinate, int low, int high) => (int)Math.Clamp(Math.Floor(coordinate + 0.5), low, high);

    private static void RequirePoints(IReadOnlyList<MaskPoint> points, int least)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (points.Count < least)
        {
            throw new ArgumentException($"Got {points.Count} points, needs at least {least}.", nameof(points));
        }

        foreach (MaskPoint point in points)
        {
            RequireFinite(point);
        }
    }

    private static void RequireFinite(MaskPoint point)
    {
        if (!double.IsFinite(point.X) || !double.IsFinite(point.Y))
        {
            throw new ArgumentOutOfRangeException(nameof(point), $"Point ({point.X}, {point.Y}) must be finite.");
        }
    }

    private static void RequirePositive(double value, string name)
    {
        if (!double.IsFinite(value) || value <= 0)
        {
            throw new ArgumentOutOfRangeException(name, $"{name} is {value}, must be finite and above 0.");
        }
    }
}
