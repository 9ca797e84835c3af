namespace Infill.Tiles;

/// <summary>Amplitude of grain as a function of brightness: sensors are noisier in some tones than in others.</summary>
internal sealed class GrainCurve
{
    private const int Bins = 8;
    private const int LeastPerBin = 60;

    private readonly double[] _amplitudes;

    private GrainCurve(double[] amplitudes, double mean) => (_amplitudes, Mean) = (amplitudes, mean);

    /// <summary>Median amplitude over all tones.</summary>
    internal double Mean { get; }

    /// <summary>Medians of the local standard deviation over flat pixels, by tone.</summary>
    /// <param name="tone">Brightness of each pixel, 0…1.</param>
    /// <param name="flat">Pixels to use.</param>
    /// <param name="variance">Local variance of each pixel.</param>
    /// <param name="least">Fewer flat pixels than this give null.</param>
    internal static GrainCurve? Measure(float[] tone, bool[] flat, float[] variance, int least)
    {
        var all = new List<float>();
        List<float>[] bins = [.. Enumerable.Range(0, Bins).Select(_ => new List<float>())];
        for (int i = 0; i < flat.Length; i++)
        {
            if (flat[i])
            {
                all.Add(variance[i]);
                bins[BinOf(tone[i])].Add(variance[i]);
            }
        }

        if (all.Count < least)
        {
            return null;
        }

        double mean = Math.Sqrt(Median(all));
        double[] medians = [.. bins.Select(b => b.Count < LeastPerBin ? double.NaN : Math.Sqrt(Median(b)))];
        return new GrainCurve([.. Enumerable.Range(0, Bins).Select(b => Nearest(medians, b, mean))], mean);
    }

    /// <summary>Amplitude at a tone; tones without flat pixels have that of the nearest tone that has some.</summary>
    internal double At(float tone) => _amplitudes[BinOf(tone)];

    /// <summary>Mean amplitude at the tones of the given pixels; the overall one if there are none.</summary>
    internal double MeanOver(float[] tone, bool[] pixels)
    {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < pixels.Length; i++)
        {
            sum += pixels[i] ? At(tone[i]) : 0;
            count += pixels[i] ? 1 : 0;
        }

        return count > 0 ? sum / count : Mean;
    }

    private static int BinOf(float tone) => Math.Clamp((int)(tone * Bins), 0, Bins - 1);

    private static double Nearest(double[] medians, int bin, double otherwise)
    {
        for (int away = 0; away < Bins; away++)
        {
            if (bin - away >= 0 && !double.IsNaN(medians[bin - away]))
            {
                return medians[bin - away];
            }

            if (bin + away < Bins && !double.IsNaN(medians[bin + away]))
            {
                return medians[bin + away];
            }
        }

        return otherwise;
    }

    private static double Median(List<float> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}
