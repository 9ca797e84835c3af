namespace Infill.Tiles;

/// <summary>Amplitude of grain as a function of brightness: sensors are noisier in some tones than in others.</summary>
internal sealed class GrainCurve
{
    private const int Bins = 8;
    private const int LeastPerBin = 60;
    private const int LeastFlat = 40;

    // Fur and grass have a few calm spots by chance.
    private const double LeastFlatShare = 0.1;

    // Texture only ever adds to grain, so the calmer pixels tell it better than the median.
    private const double Amplitude = 0.25;

    // Where there is grain, the calmer pixels are alike: their variances differ by 1.2–1.5, those of wood and fur by more.
    private const double Calmest = 0.1, Calm = 0.4, MaxSpread = 1.6;

    // Fine residuals above σ = 6 of 255 are fur, grass or sand, unless most of the picture looks like that: then it is a noisy photo.
    private const double MaxAmplitude = 6.0 / 255, MaxAmplitudeIfMostlyFlat = 14.0 / 255;
    private const double MostlyFlat = 0.6;

    private readonly double[] _amplitudes;

    private GrainCurve(double[] amplitudes) => _amplitudes = amplitudes;

    /// <summary>Lower quartiles of the local standard deviation over flat pixels, by tone.</summary>
    /// <param name="tone">Brightness of each pixel, 0…1.</param>
    /// <param name="flat">Pixels to use.</param>
    /// <param name="side">The pixels among which the flat ones were looked for.</param>
    /// <param name="variance">Local variance of each pixel.</param>
    /// <returns>Null if too few pixels are flat, or if what is flat is too rough or too uneven to be grain.</returns>
    internal static GrainCurve? Measure(float[] tone, bool[] flat, bool[] side, float[] variance)
    {
        int room = side.Count(s => s), count = 0;
        List<float>[] bins = [.. Enumerable.Range(0, Bins).Select(_ => new List<float>())];
        for (int i = 0; i < flat.Length; i++)
        {
            if (flat[i])
            {
                count++;
                bins[BinOf(tone[i])].Add(variance[i]);
            }
        }

        double limit = count >= MostlyFlat * room ? MaxAmplitudeIfMostlyFlat : MaxAmplitude;
        double[] known = [.. bins.Select(b => FindGrain(b, limit))];
        return count < Math.Max(LeastFlat, LeastFlatShare * room) || !Array.Exists(known, a => a > 0)
            ? null
            : new GrainCurve([.. Enumerable.Range(0, Bins).Select(b => FindNearest(known, b))]);
    }

    /// <summary>Lower quartile of the local standard deviation over all flat pixels; null if there are too few.</summary>
    internal static double? MeasureLevel(bool[] flat, float[] variance)
    {
        List<float> values = [.. variance.Where((_, i) => flat[i])];
        values.Sort();
        return values.Count < LeastFlat ? null : Math.Sqrt(values[(int)(Amplitude * values.Count)]);
    }

    /// <summary>Amplitude at a tone; tones that the kept side lacks have that of the nearest tone it has.</summary>
    internal double At(float tone) => _amplitudes[BinOf(tone)];

    /// <summary>Mean amplitude at the tones of the given pixels, of which there must be one.</summary>
    internal double MeanOver(float[] tone, bool[] pixels) => tone.Where((_, i) => pixels[i]).Average(At);

    private static int BinOf(float tone) => Math.Clamp((int)(tone * Bins), 0, Bins - 1);

    // NaN if there is nothing to tell from, 0 if what is there is no grain.
    private static double FindGrain(List<float> variances, double limit)
    {
        if (variances.Count < LeastPerBin)
        {
            return double.NaN;
        }

        variances.Sort();
        double amplitude = Math.Sqrt(variances[(int)(Amplitude * variances.Count)]);
        bool isEven = variances[(int)(Calm * variances.Count)] <= MaxSpread * variances[(int)(Calmest * variances.Count)];
        return amplitude < GrainMatch.LeastAmplitude || (isEven && amplitude <= limit) ? amplitude : 0;
    }

    private static double FindNearest(double[] known, int bin) => known
        .Select((amplitude, at) => (Amplitude: amplitude, Away: Math.Abs(at - bin)))
        .Where(k => !double.IsNaN(k.Amplitude))
        .MinBy(k => k.Away).Amplitude;
}
