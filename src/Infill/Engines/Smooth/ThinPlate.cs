using Infill.Imaging;

namespace Infill.Engines.Smooth;

/// <summary>Biharmonic interpolation of thin holes: the surface of least bending through the known pixels.</summary>
/// <remarks>Minimises <c>Σ u_xx² + 2·u_xy² + u_yy²</c> over all second differences that lie in the picture and touch the hole, so that no condition has to
/// be made up at the picture's border and linear pictures are continued exactly. Normal equations by conjugate gradients in double precision until
/// the largest residual is below <see cref="Tolerance"/>; the condition number grows with the fourth power of the hole's width, hence thin holes only.
/// Only pixels beside the hole cost time.</remarks>
internal sealed class ThinPlate
{
    /// <summary>Largest residual of the normal equations, in units of the values.</summary>
    internal const double Tolerance = 1e-8;

    private const int MaxIterations = 5000;

    private static readonly Term[][] Differences =
    [
        [new(-1, 0, 1), new(0, 0, -2), new(1, 0, 1)],
        [new(0, -1, 1), new(0, 0, -2), new(0, 1, 1)],
        [new(0, 0, Math.Sqrt(2)), new(1, 0, -Math.Sqrt(2)), new(0, 1, -Math.Sqrt(2)), new(1, 1, Math.Sqrt(2))],
    ];

    private readonly PixelSize _size;
    private readonly List<int> _pixels = [];

    // One entry per difference: its terms as number of the unknown (−1 = known), pixel, weight.
    private readonly List<(int Unknown, int Pixel, double Weight)[]> _terms = [];

    /// <summary>Collects the unknowns and the differences that touch them.</summary>
    /// <param name="unknown">Above 0 = unknown; its window is the whole picture.</param>
    internal ThinPlate(Mask unknown)
    {
        _size = unknown.Size;
        int[] numbers = new int[unknown.Values.Length];
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = unknown.Values[i] > 0 ? _pixels.Count : -1;
            if (unknown.Values[i] > 0)
            {
                _pixels.Add(i);
            }
        }

        for (int i = 0; i < numbers.Length; i++)
        {
            foreach (Term[] difference in Differences)
            {
                AddDifference(numbers, i, difference);
            }
        }
    }

    /// <summary>The plane with its unknowns replaced.</summary>
    /// <param name="plane">W·H values; those of unknown pixels are not used. Not modified.</param>
    /// <param name="cancellationToken">Checked once per iteration.</param>
    internal float[] Solve(ReadOnlySpan<float> plane, CancellationToken cancellationToken)
    {
        float[] result = plane.ToArray();
        double[] x = new double[_pixels.Count];
        double[] residual = Start(plane, x);
        double[] direction = [.. residual];
        double[] product = new double[x.Length];
        double rho = Dot(residual, residual);
        for (int iteration = 0; iteration < MaxIterations && residual.Max(Math.Abs) > Tolerance; iteration++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Multiply(direction, product);
            double alpha = rho / Dot(direction, product);
            for (int i = 0; i < x.Length; i++)
            {
                x[i] += alpha * direction[i];
                residual[i] -= alpha * product[i];
            }

            double next = Dot(residual, residual);
            for (int i = 0; i < x.Length; i++)
            {
                direction[i] = residual[i] + (next / rho * direction[i]);
            }

            rho = next;
        }

        for (int i = 0; i < x.Length; i++)
        {
            result[_pixels[i]] = (float)x[i];
        }

        return result;
    }

    private void AddDifference(int[] numbers, int pixel, Term[] difference)
    {
        int x = pixel % _size.Width, y = pixel / _size.Width;
        bool touches = false;
        foreach (Term term in difference)
        {
            if ((uint)(x + term.Dx) >= (uint)_size.Width || (uint)(y + term.Dy) >= (uint)_size.Height)
            {
                return;
            }

            touches |= numbers[pixel + term.Offset(_size.Width)] >= 0;
        }

        if (touches)
        {
            _terms.Add(Array.ConvertAll(difference, t => (numbers[pixel + t.Offset(_size.Width)], pixel + t.Offset(_size.Width), t.Weight)));
        }
    }

    // Starts at the mean of the known values beside the hole: right at once for a constant picture. Returns what is missing.
    private double[] Start(ReadOnlySpan<float> plane, double[] x)
    {
        double sum = 0, count = 0;
        foreach ((int unknown, int pixel, _) in _terms.SelectMany(t => t))
        {
            sum += unknown < 0 ? plane[pixel] : 0;
            count += unknown < 0 ? 1 : 0;
        }

        Array.Fill(x, count > 0 ? sum / count : 0);
        double[] residual = new double[x.Length];
        foreach ((int Unknown, int Pixel, double Weight)[] terms in _terms)
        {
            double value = 0;
            foreach ((int unknown, int pixel, double weight) in terms)
            {
                value += weight * (unknown < 0 ? plane[pixel] : x[unknown]);
            }

            Scatter(terms, -value, residual);
        }

        return residual;
    }

    private void Multiply(double[] x, double[] result)
    {
        Array.Clear(result);
        foreach ((int Unknown, int Pixel, double Weight)[] terms in _terms)
        {
            double value = 0;
            foreach ((int unknown, _, double weight) in terms)
            {
                value += unknown < 0 ? 0 : weight * x[unknown];
            }

            Scatter(terms, value, result);
        }
    }

    private static void Scatter((int Unknown, int Pixel, double Weight)[] terms, double value, double[] result)
    {
        foreach ((int unknown, _, double weight) in terms)
        {
            if (unknown >= 0)
            {
                result[unknown] += weight * value;
            }
        }
    }

    private static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    private readonly record struct Term(int Dx, int Dy, double Weight)
    {
        internal int Offset(int width) => (Dy * width) + Dx;
    }
}
