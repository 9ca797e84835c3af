using Infill.Imaging;

namespace Infill.Evaluation.Metrics;

/// <summary>Colour step across the hole's edge in ΔE00: 0 = none, 1 = just visible side by side, above 3 = plainly visible; at most about 100.</summary>
/// <remarks>For each hole pixel with a kept 4-neighbour: CIEDE2000 between the mean Lab colour of the hole pixels and that of the kept pixels
/// in the 9×9 square around it; the mean over all of them. Means, because grain must not count as a step. Real edges and gradients
/// that run along the border count too, so the true picture's own value is the ideal; it is near 0 on even ground.</remarks>
public static class ColorStep
{
    private const int Radius = 4;

    /// <summary>Mean ΔE00 across the edge, or null if the hole has no border inside the picture.</summary>
    /// <param name="image">Filled (or true) picture, sRGB 0…1.</param>
    /// <param name="mask">The hole: pixels above 0.</param>
    /// <exception cref="ArgumentException">Sizes differ or the mask is empty.</exception>
    public static double? AcrossEdge(FloatImage image, Mask mask)
    {
        HoleView view = HoleView.Cut(image, image, mask);
        (double sum, int count) = (0, 0);
        for (int y = 0; y < view.Height; y++)
        {
            for (int x = 0; x < view.Width; x++)
            {
                if (IsEdge(view, x, y))
                {
                    sum += DeltaE.Ciede2000(MeanColor(view, x, y, inHole: true), MeanColor(view, x, y, inHole: false));
                    count++;
                }
            }
        }

        return count == 0 ? null : sum / count;
    }

    private static bool IsEdge(HoleView view, int x, int y) => view.Hole[(y * view.Width) + x]
        && (IsKept(view, x - 1, y) || IsKept(view, x + 1, y) || IsKept(view, x, y - 1) || IsKept(view, x, y + 1));

    private static bool IsKept(HoleView view, int x, int y) =>
        x >= 0 && y >= 0 && x < view.Width && y < view.Height && !view.Hole[(y * view.Width) + x];

    private static (double L, double A, double B) MeanColor(HoleView view, int centreX, int centreY, bool inHole)
    {
        ReadOnlySpan<float> l = view.Fill.Plane(0), a = view.Fill.Plane(1), b = view.Fill.Plane(2);
        (double sumL, double sumA, double sumB, int count) = (0, 0, 0, 0);
        for (int y = Math.Max(0, centreY - Radius); y <= Math.Min(view.Height - 1, centreY + Radius); y++)
        {
            for (int x = Math.Max(0, centreX - Radius); x <= Math.Min(view.Width - 1, centreX + Radius); x++)
            {
                int i = (y * view.Width) + x;
                if (view.Hole[i] == inHole)
                {
                    (sumL, sumA, sumB, count) = (sumL + l[i], sumA + a[i], sumB + b[i], count + 1);
                }
            }
        }

        return (sumL / count, sumA / count, sumB / count);
    }
}
