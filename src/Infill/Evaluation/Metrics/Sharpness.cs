using Infill.Imaging;

namespace Infill.Evaluation.Metrics;

/// <summary>Gradient energy of the fill as a ratio: 1 = as sharp as it should be, below 1 blurred, above 1 too busy; 0…∞. Average it as a geometric mean.</summary>
/// <remarks>Mean of (∂L*/∂x)² + (∂L*/∂y)², forward differences, over hole pixels at least 3 pixels from a kept one (so that the seam,
/// which <see cref="SeamRatio"/> judges, stays out), divided by the same mean elsewhere.</remarks>
public static class Sharpness
{
    private const int SeamRadius = 2;

    /// <summary>Energy of the fill over that of the true content of the hole.</summary>
    /// <param name="fill">Filled picture, sRGB 0…1.</param>
    /// <param name="truth">True picture of the same size.</param>
    /// <param name="mask">The hole: pixels above 0.</param>
    /// <returns>Ratio, or null if the hole is too thin or the true content is perfectly flat.</returns>
    /// <exception cref="ArgumentException">Sizes differ or the mask is empty.</exception>
    public static double? ToTruth(FloatImage fill, FloatImage truth, Mask mask)
    {
        HoleView view = HoleView.Cut(fill, truth, mask);
        bool[] inside = view.ErodeHole(SeamRadius);
        return Ratio(MeanEnergy(view.Fill, inside), MeanEnergy(view.Truth, inside));
    }

    /// <summary>Energy of the fill over that of the ring of kept pixels 4–40 pixels around the hole: needs no truth.</summary>
    /// <param name="fill">Filled picture, sRGB 0…1.</param>
    /// <param name="mask">The hole: pixels above 0.</param>
    /// <returns>Ratio, or null if the hole is too thin, there is no ring, or the ring is perfectly flat.</returns>
    /// <exception cref="ArgumentException">Sizes differ or the mask is empty.</exception>
    public static double? ToRing(FloatImage fill, Mask mask)
    {
        HoleView view = HoleView.Cut(fill, fill, mask);
        return Ratio(
            MeanEnergy(view.Fill, view.ErodeHole(SeamRadius)),
            MeanEnergy(view.Fill, view.FindRing(SlicedWasserstein.RingPx)));
    }

    /// <summary>Mean squared gradient of L* in the ring of kept pixels 4–40 pixels around the hole: below about 1 the surroundings are soft.</summary>
    /// <param name="image">Picture before or after the fill, sRGB 0…1.</param>
    /// <param name="mask">The hole: pixels above 0.</param>
    /// <returns>Squared L* units per pixel, or null if there is no ring.</returns>
    /// <exception cref="ArgumentException">Sizes differ or the mask is empty.</exception>
    public static double? OfRing(FloatImage image, Mask mask)
    {
        HoleView view = HoleView.Cut(image, image, mask);
        return MeanEnergy(view.Fill, view.FindRing(SlicedWasserstein.RingPx));
    }

    private static double? Ratio(double? energy, double? reference) => energy is null || reference is null or 0 ? null : energy / reference;

    // The last row and column have no forward difference.
    private static double? MeanEnergy(FloatImage lab, bool[] where)
    {
        ReadOnlySpan<float> lightness = lab.Plane(0);
        (double sum, long count) = (0, 0);
        for (int y = 0; y < lab.Height - 1; y++)
        {
            for (int x = 0; x < lab.Width - 1; x++)
            {
                int i = (y * lab.Width) + x;
                if (where[i])
                {
                    (double dx, double dy) = (lightness[i + 1] - lightness[i], lightness[i + lab.Width] - lightness[i]);
                    sum += (dx * dx) + (dy * dy);
                    count++;
                }
            }
        }

        return count == 0 ? null : sum / count;
    }
}
