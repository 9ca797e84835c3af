using Infill.Imaging;
using Infill.Masks;

namespace Infill.Tests.Masks;

/// <summary>What <see cref="EdgeRefine"/> says of itself, word by word and slowly: for radii below 8, where a cell is a pixel.</summary>
internal sealed class EdgeRefineDefinition(Mask coarse, Image guide, int radius, double epsilon)
{
    // A fit is part of every square around it.
    private readonly Dictionary<(int X, int Y), double[]?> _fits = [];

    private readonly PixelRect _window = coarse.FindBounds().Inflate(2 * radius).Intersect(coarse.Size.Bounds);

    /// <summary>The refined value of every pixel.</summary>
    public double At(int x, int y)
    {
        double value = coarse[x, y];
        if (!_window.Contains(new PixelRect(x, y, 1, 1)) || !IsNear(x, y, (radius + 1) / 2))
        {
            return value;
        }

        double[] sum = new double[6];
        foreach ((int u, int v) in Square(x, y, radius))
        {
            if (FitOf(u, v) is double[] fit)
            {
                for (int k = 0; k < fit.Length; k++)
                {
                    sum[k] += fit[k];
                }
            }
        }

        if (sum[5] == 0)
        {
            return value;
        }

        double fitted = Math.Clamp(((sum[0] * Colour(x, y, 0)) + (sum[1] * Colour(x, y, 1)) + (sum[2] * Colour(x, y, 2)) + sum[3]) / sum[5], 0, 1);
        return Math.Clamp(value + (sum[4] / sum[5] * (fitted - value)), 0, 1);
    }

    private double[]? FitOf(int x, int y) => _fits.TryGetValue((x, y), out double[]? known) ? known : _fits[(x, y)] = Fit(x, y);

    // Three slopes, the intercept, the trust, and 1; null if the known pixels say nothing.
    private double[]? Fit(int x, int y)
    {
        (int X, int Y)[] known =
        [
            .. Square(x, y, radius).Where(p => !IsNear(p.X, p.Y, (radius + 1) / 2) && IsNear(p.X, p.Y, ((radius + 1) / 2) + (2 * radius))),
        ];
        if (known.Length == 0)
        {
            return null;
        }

        double mean = known.Average(p => (double)coarse[p.X, p.Y]);
        double variance = known.Average(p => Math.Pow(coarse[p.X, p.Y] - mean, 2));
        if (variance <= 1e-4)
        {
            return null;
        }

        double[] colour = [.. Enumerable.Range(0, 3).Select(c => known.Average(p => Colour(p.X, p.Y, c)))];
        double[] cov = [.. Enumerable.Range(0, 3).Select(c => known.Average(p => (Colour(p.X, p.Y, c) - colour[c]) * (coarse[p.X, p.Y] - mean)))];
        double[,] sigma = new double[3, 4];
        for (int a = 0; a < 3; a++)
        {
            for (int b = 0; b < 3; b++)
            {
                sigma[a, b] = known.Average(p => (Colour(p.X, p.Y, a) - colour[a]) * (Colour(p.X, p.Y, b) - colour[b])) + (a == b ? epsilon : 0);
            }

            sigma[a, 3] = cov[a];
        }

        double[] slope = Solve(sigma);
        double explained = Math.Clamp(((slope[0] * cov[0]) + (slope[1] * cov[1]) + (slope[2] * cov[2])) / variance, 0, 1);
        double intercept = mean - (slope[0] * colour[0]) - (slope[1] * colour[1]) - (slope[2] * colour[2]);
        return [slope[0], slope[1], slope[2], intercept, explained * explained, 1];
    }

    private bool IsNear(int x, int y, int distance)
    {
        double mean = Square(x, y, distance).Average(p => (double)coarse[p.X, p.Y]);
        return mean is > 1e-4 and < 1 - 1e-4;
    }

    private IEnumerable<(int X, int Y)> Square(int x, int y, int reach)
    {
        for (int v = Math.Max(_window.Y, y - reach); v <= Math.Min(_window.Bottom - 1, y + reach); v++)
        {
            for (int u = Math.Max(_window.X, x - reach); u <= Math.Min(_window.Right - 1, x + reach); u++)
            {
                yield return (u, v);
            }
        }
    }

    private double Colour(int x, int y, int channel) => (double)guide[x, y, channel] / guide.Format.MaxValue;

    // Gauss, with the right side in the last column.
    private static double[] Solve(double[,] m)
    {
        for (int k = 0; k < 3; k++)
        {
            for (int row = 0; row < 3; row++)
            {
                double factor = row == k ? 0 : m[row, k] / m[k, k];
                for (int column = 0; column < 4; column++)
                {
                    m[row, column] -= factor * m[k, column];
                }
            }
        }

        return [m[0, 3] / m[0, 0], m[1, 3] / m[1, 1], m[2, 3] / m[2, 2]];
    }
}
