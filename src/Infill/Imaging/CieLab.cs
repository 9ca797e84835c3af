using System.Numerics;

namespace Infill.Imaging;

/// <summary>CIE 1976 L*a*b* under D65: L* is 0 (black) … 100 (white), a* and b* are 0 for greys and reach about ±110 for sRGB colours.</summary>
/// <remarks>sRGB by IEC 61966-2-1; the matrix rows are divided by their sums, so that white is exactly (1, 1, 1) and greys have a* = b* = 0
/// up to rounding. Only additions, multiplications, divisions and square roots are used after the tables are made:
/// the same bits on every machine. Values outside 0…1 continue both curves.</remarks>
public static class CieLab
{
    /// <summary>Where the cube root gives way to a line: (6/29)³.</summary>
    private const float Epsilon = 216f / 24389f;

    /// <summary>Slope of that line: (29/3)³.</summary>
    private const float Kappa = 24389f / 27f;

    private static readonly float M00 = (float)(0.4124564 / 0.9504700), M01 = (float)(0.3575761 / 0.9504700), M02 = (float)(0.1804375 / 0.9504700);
    private static readonly float M10 = (float)(0.2126729 / 1.0000001), M11 = (float)(0.7151522 / 1.0000001), M12 = (float)(0.0721750 / 1.0000001);
    private static readonly float M20 = (float)(0.0193339 / 1.0888300), M21 = (float)(0.1191920 / 1.0888300), M22 = (float)(0.9503041 / 1.0888300);

    // The inverse of the rows above: Lindbloom's inverse with columns multiplied by the same white.
    private static readonly float N00 = (float)(3.2404542 * 0.9504700), N01 = -1.5371385f, N02 = (float)(-0.4985314 * 1.0888300);
    private static readonly float N10 = (float)(-0.9692660 * 0.9504700), N11 = 1.8760108f, N12 = (float)(0.0415560 * 1.0888300);
    private static readonly float N20 = (float)(0.0556434 * 0.9504700), N21 = -0.2040259f, N22 = (float)(1.0572252 * 1.0888300);

    /// <summary>One colour from sRGB (0…1, gamma-encoded) to Lab.</summary>
    public static void FromSrgb(float r, float g, float b, out float L, out float a, out float b2)
    {
        (float lr, float lg, float lb) = (SrgbCurve.Decode(r), SrgbCurve.Decode(g), SrgbCurve.Decode(b));
        float fx = Compress((M00 * lr) + (M01 * lg) + (M02 * lb));
        float fy = Compress((M10 * lr) + (M11 * lg) + (M12 * lb));
        float fz = Compress((M20 * lr) + (M21 * lg) + (M22 * lb));
        L = (116f * fy) - 16f;
        a = 500f * (fx - fy);
        b2 = 200f * (fy - fz);
    }

    /// <summary>One colour from Lab to sRGB (gamma-encoded); colours that sRGB does not have come out below 0 or above 1.</summary>
    public static void ToSrgb(float L, float a, float b, out float r, out float g, out float b2)
    {
        float fy = (L + 16f) / 116f;
        (float x, float y, float z) = (Expand(fy + (a / 500f)), Expand(fy), Expand(fy - (b / 200f)));
        r = SrgbCurve.Encode((N00 * x) + (N01 * y) + (N02 * z));
        g = SrgbCurve.Encode((N10 * x) + (N11 * y) + (N12 * z));
        b2 = SrgbCurve.Encode((N20 * x) + (N21 * y) + (N22 * z));
    }

    /// <summary>A whole picture to Lab, bit-equal to the single-colour form.</summary>
    /// <param name="srgb">3 channels, or 4: then alpha is copied unchanged. Not modified.</param>
    /// <returns>New picture with as many channels: L*, a*, b* (, alpha).</returns>
    /// <exception cref="ArgumentException">The picture has neither 3 nor 4 channels.</exception>
    public static FloatImage FromSrgb(FloatImage srgb)
    {
        FloatImage lab = PrepareResult(srgb);
        ReadOnlySpan<float> r = srgb.Plane(0), g = srgb.Plane(1), b = srgb.Plane(2);
        Span<float> outL = lab.Plane(0), outA = lab.Plane(1), outB = lab.Plane(2);
        int i = 0;
        for (; i <= outL.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            for (int k = i; k < i + Vector<float>.Count; k++)
            {
                (outL[k], outA[k], outB[k]) = (SrgbCurve.Decode(r[k]), SrgbCurve.Decode(g[k]), SrgbCurve.Decode(b[k]));
            }

            FromLinear(outL[i..], outA[i..], outB[i..]);
        }

        for (; i < outL.Length; i++)
        {
            FromSrgb(r[i], g[i], b[i], out outL[i], out outA[i], out outB[i]);
        }

        return lab;
    }

    /// <summary>A whole Lab picture to sRGB, bit-equal to the single-colour form; values are not clipped to 0…1.</summary>
    /// <param name="lab">L*, a*, b* and perhaps alpha. Not modified.</param>
    /// <exception cref="ArgumentException">The picture has neither 3 nor 4 channels.</exception>
    public static FloatImage ToSrgb(FloatImage lab)
    {
        FloatImage srgb = PrepareResult(lab);
        ReadOnlySpan<float> l = lab.Plane(0), a = lab.Plane(1), b = lab.Plane(2);
        Span<float> outR = srgb.Plane(0), outG = srgb.Plane(1), outB = srgb.Plane(2);
        for (int i = 0; i < outR.Length; i++)
        {
            ToSrgb(l[i], a[i], b[i], out outR[i], out outG[i], out outB[i]);
        }

        return srgb;
    }

    private static FloatImage PrepareResult(FloatImage source)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (source.Channels is not (3 or 4))
        {
            throw new ArgumentException($"Picture has {source.Channels} channels; colour conversion takes 3, or 4 with alpha.", nameof(source));
        }

        var result = new FloatImage(source.Channels, source.Size);
        if (source.Channels == 4)
        {
            source.Plane(3).CopyTo(result.Plane(3));
        }

        return result;
    }

    // The single-colour form on several pixels at once, in the same order of operations, so with the same bits; in place.
    private static void FromLinear(Span<float> first, Span<float> second, Span<float> third)
    {
        Vector<float> r = new(first), g = new(second), b = new(third);
        Vector<float> x = Compress((M00 * r) + (M01 * g) + (M02 * b));
        Vector<float> y = Compress((M10 * r) + (M11 * g) + (M12 * b));
        Vector<float> z = Compress((M20 * r) + (M21 * g) + (M22 * b));
        ((116f * y) - new Vector<float>(16f)).CopyTo(first);
        (500f * (x - y)).CopyTo(second);
        (200f * (y - z)).CopyTo(third);
    }

    private static Vector<float> Compress(Vector<float> t) => Vector.ConditionalSelect(
        Vector.GreaterThan(t, new Vector<float>(Epsilon)), CubeRoot(t), ((Kappa * t) + new Vector<float>(16f)) / new Vector<float>(116f));

    private static Vector<float> CubeRoot(Vector<float> t)
    {
        Vector<float> y = Vector.AsVectorSingle(Third(Vector.AsVectorInt32(t)) + new Vector<int>(0x2A5137A0));
        for (int step = 0; step < 2; step++)
        {
            Vector<float> cube = y * y * y;
            y *= (cube + t + t) / (cube + cube + t);
        }

        return y;
    }

    // Exact: a little less by floats, whose error is below 128, and what is left over, which is small, by a product.
    private static Vector<int> Third(Vector<int> whole)
    {
        Vector<int> less = Vector.ConvertToInt32(Vector.ConvertToSingle(whole) * (1f / 3f)) - new Vector<int>(128);
        return less + (((whole - (less * 3)) * 21_846) >> 16);
    }

    private static float Compress(float t) => t > Epsilon ? CubeRoot(t) : ((Kappa * t) + 16f) / 116f;

    private static float Expand(float f)
    {
        float cube = f * f * f;
        return cube > Epsilon ? cube : ((116f * f) - 16f) / Kappa;
    }

    // Exponent divided by three as a start, then two steps of Halley (cubic convergence): full float precision.
    private static float CubeRoot(float t)
    {
        float y = BitConverter.Int32BitsToSingle((BitConverter.SingleToInt32Bits(t) / 3) + 0x2A5137A0);
        for (int step = 0; step < 2; step++)
        {
            float cube = y * y * y;
            y *= (cube + t + t) / (cube + cube + t);
        }

        return y;
    }
}
