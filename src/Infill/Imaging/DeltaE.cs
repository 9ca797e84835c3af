namespace Infill.Imaging;

/// <summary>Colour differences between Lab colours; 1 is about the least that an eye sees side by side.</summary>
public static class DeltaE
{
    private const double Degree = Math.PI / 180;

    /// <summary>25⁷, the chroma at which hue and chroma terms change their weight.</summary>
    private const double ChromaKnee = 6103515625d;

    /// <summary>CIEDE2000 with kL = kC = kH = 1; 0 for equal colours, symmetric, 100 between black and white.</summary>
    /// <param name="first">L* (0…100), a*, b*.</param>
    /// <param name="second">L* (0…100), a*, b*.</param>
    /// <remarks>Sharma, Wu &amp; Dalal, "The CIEDE2000 Color-Difference Formula: Implementation Notes, Supplementary Test Data,
    /// and Mathematical Observations", Color Res. Appl. 30 (2005) 21–30; letters as there. Not a metric: the triangle inequality does not hold.</remarks>
    public static double Ciede2000((double L, double A, double B) first, (double L, double A, double B) second)
    {
        double meanChroma = (Math.Sqrt((first.A * first.A) + (first.B * first.B)) + Math.Sqrt((second.A * second.A) + (second.B * second.B))) / 2;
        double g = 0.5 * (1 - KneeShare(meanChroma));
        (double c1, double h1) = ToPolar(first.A * (1 + g), first.B);
        (double c2, double h2) = ToPolar(second.A * (1 + g), second.B);

        double deltaL = second.L - first.L;
        double deltaC = c2 - c1;
        double deltaHue = HueDifference(c1, c2, h1, h2);
        double deltaH = 2 * Math.Sqrt(c1 * c2) * Math.Sin(deltaHue / 2 * Degree);

        double meanL = (first.L + second.L) / 2;
        double meanC = (c1 + c2) / 2;
        double meanH = MeanHue(c1, c2, h1, h2);
        double t = 1 - (0.17 * Cos(meanH - 30)) + (0.24 * Cos(2 * meanH)) + (0.32 * Cos((3 * meanH) + 6)) - (0.20 * Cos((4 * meanH) - 63));
        double fromMiddle = (meanL - 50) * (meanL - 50);
        double weightL = 1 + (0.015 * fromMiddle / Math.Sqrt(20 + fromMiddle));
        double weightC = 1 + (0.045 * meanC);
        double weightH = 1 + (0.015 * meanC * t);
        double blue = (meanH - 275) / 25;
        double rotation = -Math.Sin(60 * Math.Exp(-blue * blue) * Degree) * 2 * KneeShare(meanC);

        (double l, double c, double h) = (deltaL / weightL, deltaC / weightC, deltaH / weightH);
        return Math.Sqrt(Math.Max(0, (l * l) + (c * c) + (h * h) + (rotation * c * h)));
    }

    private static double KneeShare(double chroma)
    {
        double seventh = Math.Pow(chroma, 7);
        return Math.Sqrt(seventh / (seventh + ChromaKnee));
    }

    private static (double Chroma, double Hue) ToPolar(double a, double b)
    {
        double hue = a == 0 && b == 0 ? 0 : Math.Atan2(b, a) / Degree;
        return (Math.Sqrt((a * a) + (b * b)), hue < 0 ? hue + 360 : hue);
    }

    private static double HueDifference(double c1, double c2, double h1, double h2)
    {
        double difference = h2 - h1;
        if (c1 * c2 == 0)
        {
            return 0;
        }

        return difference > 180 ? difference - 360 : difference < -180 ? difference + 360 : difference;
    }

    private static double MeanHue(double c1, double c2, double h1, double h2)
    {
        double sum = h1 + h2;
        if (c1 * c2 == 0)
        {
            return sum;
        }

        return Math.Abs(h1 - h2) <= 180 ? sum / 2 : sum < 360 ? (sum + 360) / 2 : (sum - 360) / 2;
    }

    private static double Cos(double degrees) => Math.Cos(degrees * Degree);
}
