using Infill.Imaging;

namespace Infill.Masks.Mattes;

/// <summary>The colours of soft pixels, parted into the subject's and those of what is behind.</summary>
/// <remarks>A soft pixel shows C = α·F + (1 − α)·B. F and B are what satisfies that while differing least from the pixels around, known ones
/// (F = C where α = 1, B = C where α = 0) included: per pixel a system of two unknowns, swept over the edge until it stands, from the nearest
/// known colours on. Source: Germer, Uelwer, Conrad, Harmeling, "Fast Multi-Level Foreground Estimation", ICPR 2020 (2021).</remarks>
internal sealed class EdgeColors
{
    private const int Sweeps = 24;
    private const int Colours = 3;

    // How strongly neighbours hold together, in general and where alpha differs between them; in units of the squared mixing equation.
    private const float Bond = 2e-3f;
    private const float BondByAlpha = 0.02f;

    private readonly FloatImage _picture;
    private readonly float[] _alpha;
    private readonly int[] _number;

    private EdgeColors(FloatImage picture, float[] alpha)
    {
        (_picture, _alpha) = (picture, alpha);
        Pixels = [.. Enumerable.Range(0, alpha.Length).Where(i => alpha[i] is > 0 and < 1)];
        _number = new int[alpha.Length];
        for (int n = 0; n < Pixels.Length; n++)
        {
            _number[Pixels[n]] = n;
        }

        (Own, Behind) = (new float[Colours * Pixels.Length], new float[Colours * Pixels.Length]);
    }

    /// <summary>Pixels with an alpha between 0 and 1, as places in the window, row by row, ascending.</summary>
    public int[] Pixels { get; }

    /// <summary>The subject's colour of each, red, green, blue, 0…1.</summary>
    public float[] Own { get; }

    /// <summary>The colour behind each.</summary>
    public float[] Behind { get; }

    /// <summary>Parts the colours of a composite.</summary>
    /// <param name="picture">3 channels; not modified.</param>
    /// <param name="alpha">0…1, of its size; not modified.</param>
    public static EdgeColors Estimate(FloatImage picture, float[] alpha)
    {
        var edge = new EdgeColors(picture, alpha);
        if (edge.Pixels.Length > 0)
        {
            edge.Begin();
            for (int sweep = 0; sweep < Sweeps; sweep++)
            {
                edge.Sweep(isForward: sweep % 2 == 0);
            }
        }

        return edge;
    }

    /// <summary>Takes the picture's colours as the subject's own: a cut-out with straight alpha shows nothing of what was behind.</summary>
    /// <inheritdoc cref="Estimate"/>
    public static EdgeColors Straight(FloatImage picture, float[] alpha)
    {
        var edge = new EdgeColors(picture, alpha);
        edge.Copy(edge.Pixels, edge.Own);
        edge.Copy(edge.Pixels, edge.Behind);
        return edge;
    }

    private void Begin()
    {
        Copy(Nearest(isOwn: true), Own);
        Copy(Nearest(isOwn: false), Behind);
    }

    // For each soft pixel the nearest one whose colour is known; itself if there is none.
    private int[] Nearest(bool isOwn)
    {
        double[] squares = new double[_alpha.Length];
        int[] owners = new int[_alpha.Length];
        for (int i = 0; i < owners.Length; i++)
        {
            squares[i] = _alpha[i] == (isOwn ? 1f : 0f) ? 0 : double.PositiveInfinity;
            owners[i] = i;
        }

        ParabolaEnvelope.TransformPlane(squares, owners, _picture.Size);
        return Array.ConvertAll(Pixels, i => double.IsPositiveInfinity(squares[i]) ? i : owners[i]);
    }

    private void Copy(int[] from, float[] to)
    {
        for (int c = 0; c < Colours; c++)
        {
            ReadOnlySpan<float> plane = _picture.Plane(c);
            for (int n = 0; n < from.Length; n++)
            {
                to[(Colours * n) + c] = plane[from[n]];
            }
        }
    }

    private void Sweep(bool isForward)
    {
        for (int step = 0; step < Pixels.Length; step++)
        {
            Settle(isForward ? step : Pixels.Length - 1 - step);
        }
    }

    private void Settle(int n)
    {
        (int i, int width, float a) = (Pixels[n], _picture.Width, _alpha[Pixels[n]]);
        (int x, int y) = (i % width, i / width);
        Span<float> own = stackalloc float[Colours], behind = stackalloc float[Colours];
        (own[0], own[1], own[2], behind[0], behind[1], behind[2]) = (0, 0, 0, 0, 0, 0);
        (float ownWeight, float behindWeight) = (0, 0);
        for (int dy = Math.Max(-1, -y); dy <= Math.Min(1, _picture.Height - 1 - y); dy++)
        {
            for (int dx = Math.Max(-1, -x); dx <= Math.Min(1, width - 1 - x); dx++)
            {
                int j = i + (dy * width) + dx;
                float weight = j == i ? 0f : Bond + (BondByAlpha * MathF.Abs(a - _alpha[j]));
                ownWeight += Add(j, _alpha[j] > 0 ? weight : 0f, isOwn: true, own);
                behindWeight += Add(j, _alpha[j] < 1 ? weight : 0f, isOwn: false, behind);
            }
        }

        // (a² + f)·F + a(1 − a)·B = a·C + ΣfF, and the same for B: two equations, always of full rank where both have a neighbour.
        float ff = (a * a) + ownWeight, bb = ((1 - a) * (1 - a)) + behindWeight, fb = a * (1 - a);
        float scale = 1 / Math.Max(1e-12f, (ff * bb) - (fb * fb));
        for (int c = 0; c < Colours; c++)
        {
            float color = _picture.Plane(c)[i], f = (a * color) + own[c], b = ((1 - a) * color) + behind[c];
            Own[(Colours * n) + c] = Math.Clamp(scale * ((bb * f) - (fb * b)), 0f, 1f);
            Behind[(Colours * n) + c] = Math.Clamp(scale * ((ff * b) - (fb * f)), 0f, 1f);
        }
    }

    private float Add(int j, float weight, bool isOwn, Span<float> sum)
    {
        if (weight == 0)
        {
            return 0;
        }

        bool isSoft = _alpha[j] is > 0 and < 1;
        float[] colors = isOwn ? Own : Behind;
        for (int c = 0; c < Colours; c++)
        {
            sum[c] += weight * (isSoft ? colors[(Colours * _number[j]) + c] : _picture.Plane(c)[j]);
        }

        return weight;
    }
}
