using Infill.Imaging;

namespace Infill.Tiles;

/// <summary>One plane split by scale, to tell grain from texture: base (σ 5), middle band (σ 2–5), fine residual (below σ 1.2).</summary>
internal sealed class GrainPlane
{
    /// <summary>σ of the blur whose residual is measured, in pixels; the grain of JPEG photos reaches about this far.</summary>
    internal const double FineSigma = 1.2;

    private const double MiddleSigma = 2, BaseSigma = 5, WindowSigma = 4;

    // Share of middle-band in fine energy: white noise 0.015, noise blurred by σ 0.8 0.2; pictures, whose octaves have equal energy, 0.6 and more.
    private const double GrainShare = 0.35;

    // What a soft gradient may put into the middle band: half a step of 8 bit.
    private const double SmoothVariance = 0.5 / 255 * (0.5 / 255);

    private readonly float[] _fine;
    private readonly float[] _middle;
    private readonly PixelSize _size;

    internal GrainPlane(float[] values, PixelSize size)
    {
        _size = size;
        Base = Gaussian.Blur(values, size, BaseSigma);
        _middle = Subtract(Gaussian.Blur(values, size, MiddleSigma), Base);
        _fine = Subtract(values, Gaussian.Blur(values, size, FineSigma));
    }

    /// <summary>Local mean.</summary>
    internal float[] Base { get; }

    /// <summary>Local variance of the fine residual, from the pixels of <paramref name="side"/> only.</summary>
    internal float[] Variance(bool[] side) => Energy(_fine, side);

    /// <summary>The pixels of <paramref name="side"/> where fine detail can only be grain: the middle band holds no more than grain leaves there.</summary>
    /// <param name="side">Pixels to judge; only they are measured.</param>
    /// <param name="expectedVariance">Grain to allow for where there is less (a smooth fill), 0 for none.</param>
    internal bool[] FindFlat(bool[] side, double expectedVariance)
    {
        float[] fine = Energy(_fine, side);
        float[] middle = Energy(_middle, side);
        bool[] flat = new bool[side.Length];
        for (int i = 0; i < flat.Length; i++)
        {
            flat[i] = side[i] && middle[i] <= (GrainShare * Math.Max(fine[i], expectedVariance)) + SmoothVariance;
        }

        return flat;
    }

    /// <summary>Correlation of the residual between direct neighbours, mean of both directions, −1…1.</summary>
    internal double Correlation(bool[] flat)
    {
        double products = 0, squares = 0;
        for (int y = 0; y + 1 < _size.Height; y++)
        {
            for (int x = 0; x + 1 < _size.Width; x++)
            {
                int i = (y * _size.Width) + x;
                if (flat[i] && flat[i + 1] && flat[i + _size.Width])
                {
                    products += 0.5 * _fine[i] * (_fine[i + 1] + _fine[i + _size.Width]);
                    squares += _fine[i] * _fine[i];
                }
            }
        }

        return squares > 0 ? products / squares : 0;
    }

    private float[] Energy(float[] band, bool[] side) => Gaussian.BlurKnown(
        Array.ConvertAll(band, v => v * v), Array.ConvertAll(side, s => s ? 1f : 0f), _size, WindowSigma);

    private static float[] Subtract(float[] a, float[] b)
    {
        float[] result = new float[a.Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = a[i] - b[i];
        }

        return result;
    }
}
