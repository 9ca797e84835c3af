namespace Infill.Diffusion.Noise;

/// <summary>Single-precision logarithm, sine and cosine to the last bit of PyTorch's vectorised CPU noise.</summary>
/// <remarks>Polynomials and reductions of S. Moshier's Cephes library (logf, sinf, cosf), which AVX code evaluates without branches.
/// <see cref="MathF"/> differs in the last bit, and so would every later number that depends on it.
/// The order of operations, and which of them are fused, is part of the result: do not simplify.</remarks>
internal static class Cephes
{
    private const float HalfSqrt2 = 0.707106781186547524f;
    private const float Ln2High = 0.693359375f;
    private const float Ln2Low = -2.12194440e-4f;
    private const float FourOverPi = 1.27323954473516f;
    private const float PiOver4High = 0.78515625f;
    private const float PiOver4Middle = 2.4187564849853515625e-4f;
    private const float PiOver4Low = 3.77489497744594108e-8f;

    private static readonly float[] LogTerms =
    [
        7.0376836292E-2f, -1.1514610310E-1f, 1.1676998740E-1f, -1.2420140846E-1f, 1.4249322787E-1f,
        -1.6668057665E-1f, 2.0000714765E-1f, -2.4999993993E-1f, 3.3333331174E-1f,
    ];

    /// <summary>ln x for normal x above 0.</summary>
    public static float Log(float x)
    {
        int bits = BitConverter.SingleToInt32Bits(x);
        float e = (bits >> 23) - 126;
        float m = BitConverter.Int32BitsToSingle((bits & 0x007FFFFF) | 0x3F000000);

        // m is now in ½…1; below √½ one factor 2 moves from the exponent to it, so that it lies around 1.
        if (m < HalfSqrt2)
        {
            e -= 1f;
            m = m - 1f + m;
        }
        else
        {
            m -= 1f;
        }

        float z = m * m;
        float y = LogTerms[0];
        for (int i = 1; i < LogTerms.Length; i++)
        {
            y = Fma(y, m, LogTerms[i]);
        }

        y = Fma(y * m, z, e * Ln2Low);
        y = Fma(-0.5f, z, y);
        return Fma(e, Ln2High, m + y);
    }

    /// <summary>Sine and cosine of x in 0…2π.</summary>
    public static (float Sin, float Cos) SinCos(float x)
    {
        int octant = ((int)(x * FourOverPi) + 1) & ~1;
        float q = octant;
        float r = Fma(-q, PiOver4High, x);
        r = Fma(-q, PiOver4Middle, r);
        r = Fma(-q, PiOver4Low, r);

        float z = r * r;
        float c = Fma(Fma(2.443315711809948E-005f, z, -1.388731625493765E-003f), z, 4.166664568298827E-002f);
        c = Fma(c * z, z, -0.5f * z) + 1f;
        float s = Fma(Fma(-1.9515295891E-4f, z, 8.3321608736E-3f), z, -1.6666654611E-1f);
        s = Fma(s * z, r, r);

        bool isSwapped = (octant & 2) != 0;
        float sin = isSwapped ? c : s;
        float cos = isSwapped ? s : c;
        return ((octant & 4) != 0 ? -sin : sin, ((octant - 2) & 4) == 0 ? -cos : cos);
    }

    private static float Fma(float a, float b, float c) => MathF.FusedMultiplyAdd(a, b, c);
}
