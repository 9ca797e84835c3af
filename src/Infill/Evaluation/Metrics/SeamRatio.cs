using Infill.Imaging;

namespace Infill.Evaluation.Metrics;

/// <summary>Gradient energy across the hole's border as a ratio: 1 = no seam, above 1 a visible step, below 1 smoother than it should be; 0…∞. Average it as a geometric mean.</summary>
/// <remarks>Sum of squared Lab differences over all pairs of 4-neighbours of which exactly one lies in the hole.</remarks>
public static class SeamRatio
{
    /// <summary>Energy across the border of the fill over that of the true picture at the same pairs.</summary>
    /// <param name="fill">Filled picture, sRGB 0…1; where the mask keeps, the true picture's pixels are used.</param>
    /// <param name="truth">True picture of the same size.</param>
    /// <param name="mask">The hole: pixels above 0.</param>
    /// <returns>Ratio, or null if the hole has no border inside the picture or the truth is perfectly flat there.</returns>
    /// <exception cref="ArgumentException">Sizes differ or the mask is empty.</exception>
    public static double? ToTruth(FloatImage fill, FloatImage truth, Mask mask)
    {
        HoleView view = HoleView.Cut(fill, truth, mask);
        double reference = BorderEnergy(view, view.Truth);
        return reference == 0 ? null : BorderEnergy(view, view.Fill) / reference;
    }

    private static double BorderEnergy(HoleView view, FloatImage lab)
    {
        double sum = 0;
        for (int y = 0; y < view.Height; y++)
        {
            for (int x = 0; x < view.Width; x++)
            {
                int i = (y * view.Width) + x;
                if (x + 1 < view.Width && view.Hole[i] != view.Hole[i + 1])
                {
                    sum += SquaredDifference(lab, i, i + 1);
                }

                if (y + 1 < view.Height && view.Hole[i] != view.Hole[i + view.Width])
                {
                    sum += SquaredDifference(lab, i, i + view.Width);
                }
            }
        }

        return sum;
    }

    private static double SquaredDifference(FloatImage lab, int i, int j)
    {
        double sum = 0;
        for (int c = 0; c < 3; c++)
        {
            ReadOnlySpan<float> plane = lab.Plane(c);
            double difference = plane[i] - plane[j];
            sum += difference * difference;
        }

        return sum;
    }
}
