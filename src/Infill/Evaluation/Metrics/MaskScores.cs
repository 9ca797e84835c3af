using Infill.Imaging;

namespace Infill.Evaluation.Metrics;

/// <summary>How well a mask agrees with one that was drawn by hand; values from ½ count as inside.</summary>
public static class MaskScores
{
    private const float Inside = 0.5f;

    /// <summary>Distance at which two boundaries count as one, as a share of the picture's diagonal.</summary>
    private const double ToleranceShare = 0.008;

    /// <summary>Pixels in both masks over pixels in either, 0…1; 1 if both are empty.</summary>
    /// <exception cref="ArgumentException">The masks differ in size.</exception>
    public static double Iou(Mask mask, Mask truth)
    {
        RequireSize(mask, truth);
        PixelRect window = mask.Window.Union(truth.Window);
        long both = 0, either = 0;
        for (int y = window.Y; y < window.Bottom; y++)
        {
            for (int x = window.X; x < window.Right; x++)
            {
                bool a = mask[x, y] >= Inside, b = truth[x, y] >= Inside;
                both += a && b ? 1 : 0;
                either += a || b ? 1 : 0;
            }
        }

        return either == 0 ? 1 : (double)both / either;
    }

    /// <summary>Harmonic mean of the shares of each boundary that lie within 0.8 % of the picture's diagonal of the other, 0…1; 1 if neither has one.</summary>
    /// <exception cref="ArgumentException">The masks differ in size.</exception>
    /// <remarks>Boundary pixels are those inside with a 4-neighbour outside; beyond the picture nothing is outside. Source of measure and
    /// tolerance: Perazzi et al., "A Benchmark Dataset and Evaluation Methodology for Video Object Segmentation", CVPR 2016 (DAVIS).</remarks>
    public static double BoundaryF(Mask mask, Mask truth)
    {
        RequireSize(mask, truth);
        double tolerance = Math.Max(1, Math.Round(ToleranceShare * Math.Sqrt(((double)mask.Width * mask.Width) + ((double)mask.Height * mask.Height))));
        Mask found = Boundary(mask), drawn = Boundary(truth);
        if (found.CountFilled() == 0 || drawn.CountFilled() == 0)
        {
            return found.CountFilled() == drawn.CountFilled() ? 1 : 0;
        }

        double precision = ShareNear(found, drawn, tolerance), recall = ShareNear(drawn, found, tolerance);
        return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
    }

    private static Mask Boundary(Mask mask)
    {
        Mask edge = new(mask.Size, mask.Window);
        for (int y = mask.Window.Y; y < mask.Window.Bottom; y++)
        {
            for (int x = mask.Window.X; x < mask.Window.Right; x++)
            {
                bool isEdge = mask[x, y] >= Inside
                    && (IsOutside(mask, x - 1, y) || IsOutside(mask, x + 1, y) || IsOutside(mask, x, y - 1) || IsOutside(mask, x, y + 1));
                edge[x, y] = isEdge ? 1f : 0f;
            }
        }

        return edge;
    }

    private static bool IsOutside(Mask mask, int x, int y) => x >= 0 && y >= 0 && x < mask.Width && y < mask.Height && mask[x, y] < Inside;

    // Distances to the kept pixels of the complement are distances to the boundary.
    private static double ShareNear(Mask boundary, Mask other, double tolerance)
    {
        Mask beside = new(other.Size);
        for (int y = 0; y < other.Height; y++)
        {
            for (int x = 0; x < other.Width; x++)
            {
                beside[x, y] = other[x, y] > 0 ? 0f : 1f;
            }
        }

        float[] distance = DistanceTransform.ToKept(beside);
        long near = 0;
        for (int y = boundary.Window.Y; y < boundary.Window.Bottom; y++)
        {
            for (int x = boundary.Window.X; x < boundary.Window.Right; x++)
            {
                near += boundary[x, y] > 0 && distance[(y * other.Width) + x] <= tolerance ? 1 : 0;
            }
        }

        return (double)near / boundary.CountFilled();
    }

    private static void RequireSize(Mask mask, Mask truth)
    {
        ArgumentNullException.ThrowIfNull(mask);
        ArgumentNullException.ThrowIfNull(truth);
        if (mask.Size != truth.Size)
        {
            throw new ArgumentException($"The masks are {mask.Size} and {truth.Size}; both must have the same size.", nameof(truth));
        }
    }
}
