using Infill.Imaging;

namespace Infill.Masks.Mattes;

/// <summary>How far alpha is from being, in every 3×3 square, a linear function of the picture's colours: the quadratic form of closed-form matting, as an operator.</summary>
/// <remarks>For a square with colours I, mean μ and covariance Σ the form sums the squared rest of fitting alpha by a·I + b:
/// <c>Σ (αᵢ − ᾱ − a·(Iᵢ − μ))² + ε|a|²</c> with <c>a = (Σ + ε/9)⁻¹ cov(I, α)</c>. Only squares that touch an unknown pixel are kept.
/// Source: Levin, Lischinski, Weiss, "A Closed-Form Solution to Natural Image Matting", TPAMI 30 (2008).</remarks>
internal sealed class MattingLaplacian
{
    private const int Members = 9;
    private const int Colours = 3;

    // Mean (3), and the inverse of the covariance (6, upper triangle row by row).
    private const int FitLength = 9;

    private readonly List<int> _members = [];
    private readonly List<float> _fits = [];
    private readonly List<int> _pixels;
    private readonly FloatImage _picture;

    /// <summary>Prepares the squares.</summary>
    /// <param name="picture">3 channels, 0…1; not modified.</param>
    /// <param name="unknown">Places whose alpha is sought, ascending.</param>
    /// <param name="epsilon">Variance of colours that counts as nothing, above 0.</param>
    public MattingLaplacian(FloatImage picture, IReadOnlyList<int> unknown, float epsilon)
    {
        _picture = picture;
        _pixels = [.. unknown];
        int[] numbers = new int[picture.Size.Area];
        for (int n = 0; n < unknown.Count; n++)
        {
            numbers[unknown[n]] = n + 1;
        }

        bool[] isDone = new bool[numbers.Length];
        for (int n = 0; n < unknown.Count; n++)
        {
            (int x, int y) = (unknown[n] % picture.Width, unknown[n] / picture.Width);
            for (int k = 0; k < Members; k++)
            {
                (int cx, int cy) = (x + (k % 3) - 1, y + (k / 3) - 1);
                if (cx > 0 && cy > 0 && cx < picture.Width - 1 && cy < picture.Height - 1 && !isDone[(cy * picture.Width) + cx])
                {
                    isDone[(cy * picture.Width) + cx] = true;
                    AddSquare((cy * picture.Width) + cx, numbers, epsilon);
                }
            }
        }

        Diagonal = MakeDiagonal();
    }

    /// <summary>Places of all pixels that take part, the unknown ones first in their order.</summary>
    public IReadOnlyList<int> Pixels => _pixels;

    /// <summary>The operator's diagonal, one per pixel.</summary>
    public float[] Diagonal { get; }

    /// <summary>The operator times a field.</summary>
    /// <param name="values">One per pixel; not modified.</param>
    /// <param name="product">Overwritten.</param>
    public void Multiply(float[] values, float[] product)
    {
        product.AsSpan().Clear();
        Span<float> rest = stackalloc float[Members];
        for (int square = 0; square < _members.Count / Members; square++)
        {
            int first = square * Members;
            float mean = 0;
            for (int k = 0; k < Members; k++)
            {
                rest[k] = values[_members[first + k]];
                mean += rest[k] / Members;
            }

            (float r, float g, float b) = Slope(square, rest, mean);
            for (int k = 0; k < Members; k++)
            {
                (float dr, float dg, float db) = Deviation(square, k);
                product[_members[first + k]] += rest[k] - mean - (r * dr) - (g * dg) - (b * db);
            }
        }
    }

    private void AddSquare(int centre, int[] numbers, float epsilon)
    {
        Span<double> colors = stackalloc double[Members * Colours], mean = stackalloc double[Colours];
        mean.Clear();
        for (int k = 0; k < Members; k++)
        {
            int place = centre + (((k / 3) - 1) * _picture.Width) + (k % 3) - 1;
            if (numbers[place] == 0)
            {
                _pixels.Add(place);
                numbers[place] = _pixels.Count;
            }

            _members.Add(numbers[place] - 1);
            for (int c = 0; c < Colours; c++)
            {
                colors[(Colours * k) + c] = _picture.Plane(c)[place];
                mean[c] += colors[(Colours * k) + c] / Members;
            }
        }

        AddFit(colors, mean, epsilon / (double)Members);
    }

    // The inverse of a symmetric 3×3 matrix by cofactors; with ε above 0 it is never singular. Deviations in doubles: a difference of sums of
    // squares in floats may be below 0 by more than ε.
    private void AddFit(ReadOnlySpan<double> colors, ReadOnlySpan<double> mean, double epsilon)
    {
        (double rr, double rg, double rb, double gg, double gb, double bb) = (epsilon, 0, 0, epsilon, 0, epsilon);
        for (int k = 0; k < colors.Length; k += Colours)
        {
            (double r, double g, double b) = (colors[k] - mean[0], colors[k + 1] - mean[1], colors[k + 2] - mean[2]);
            (rr, rg, rb) = (rr + (r * r / Members), rg + (r * g / Members), rb + (r * b / Members));
            (gg, gb, bb) = (gg + (g * g / Members), gb + (g * b / Members), bb + (b * b / Members));
        }

        double c0 = (gg * bb) - (gb * gb), c1 = (rb * gb) - (rg * bb), c2 = (rg * gb) - (rb * gg);
        double scale = 1 / ((rr * c0) + (rg * c1) + (rb * c2));
        _fits.AddRange([(float)mean[0], (float)mean[1], (float)mean[2]]);
        _fits.AddRange([(float)(scale * c0), (float)(scale * c1), (float)(scale * c2)]);
        _fits.AddRange([(float)(scale * ((rr * bb) - (rb * rb))), (float)(scale * ((rg * rb) - (rr * gb))), (float)(scale * ((rr * gg) - (rg * rg)))]);
    }

    // (Σ + ε/9)⁻¹ cov(I, values).
    private (float R, float G, float B) Slope(int square, ReadOnlySpan<float> values, float mean)
    {
        (float r, float g, float b) = (0, 0, 0);
        for (int k = 0; k < Members; k++)
        {
            (float dr, float dg, float db) = Deviation(square, k);
            float share = (values[k] - mean) / Members;
            (r, g, b) = (r + (share * dr), g + (share * dg), b + (share * db));
        }

        return Apply(square, (r, g, b));
    }

    private (float R, float G, float B) Apply(int square, (float R, float G, float B) v)
    {
        int at = (square * FitLength) + Colours;
        return (
            (_fits[at] * v.R) + (_fits[at + 1] * v.G) + (_fits[at + 2] * v.B),
            (_fits[at + 1] * v.R) + (_fits[at + 3] * v.G) + (_fits[at + 4] * v.B),
            (_fits[at + 2] * v.R) + (_fits[at + 4] * v.G) + (_fits[at + 5] * v.B));
    }

    private (float R, float G, float B) Deviation(int square, int k)
    {
        int place = _pixels[_members[(square * Members) + k]], at = square * FitLength;
        return (_picture.Plane(0)[place] - _fits[at], _picture.Plane(1)[place] - _fits[at + 1], _picture.Plane(2)[place] - _fits[at + 2]);
    }

    private float[] MakeDiagonal()
    {
        float[] diagonal = new float[_pixels.Count];
        for (int i = 0; i < _members.Count; i++)
        {
            (float R, float G, float B) d = Deviation(i / Members, i % Members);
            (float r, float g, float b) = Apply(i / Members, d);
            diagonal[_members[i]] += 1 - ((1 + (r * d.R) + (g * d.G) + (b * d.B)) / Members);
        }

        return diagonal;
    }
}
