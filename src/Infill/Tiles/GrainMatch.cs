using Infill.Imaging;

namespace Infill.Tiles;

/// <summary>Adds the surroundings' grain where the fill is smoother than they are.</summary>
/// <remarks>Works on luma and the two colour differences B − Y and R − Y, each with its own amplitude. Amplitude = standard deviation of the fine residual
/// <c>x − G(x)</c> around a pixel (<see cref="GrainPlane"/>), taken as the lower quartile over flat pixels of the kept side at matching luminance (<see cref="GrainCurve"/>).
/// At each hole pixel the variance that is missing there is added as noise of the ring's amplitude and correlation (<see cref="GrainNoise"/>), times the composite mask.
/// So texture and edges in the fill, which have a residual of their own, get none, and nowhere is the sum above the ring's grain.</remarks>
internal static class GrainMatch
{
    /// <summary>Less than this, 0.7 of an 8-bit step, is rounding and compression, not grain.</summary>
    internal const double LeastAmplitude = 0.7 / 255;

    /// <summary>A fill with at least this share of the ring's grain is left alone.</summary>
    internal const double EnoughShare = 0.85;

    private const int LumaPlane = 0;

    /// <summary>The picture with grain added in the hole, or the same picture if none is missing.</summary>
    internal static (FloatImage Joined, GrainReport Report) Apply(BlendWindow window, FloatImage joined, int seed)
    {
        var luma = new GrainPlane(ToPlane(joined, LumaPlane), window.Size);
        bool[] flatRing = luma.FindFlat(window.Trusted, 0);
        GrainCurve? ring = GrainCurve.Measure(luma.Base, flatRing, window.Trusted, luma.Variance(window.Trusted));
        if (ring is null)
        {
            return (joined, new GrainReport(0, 0, 0, "None added: the kept side has no flat area with even grain to measure."));
        }

        double expected = ring.MeanOver(luma.Base, flatRing);
        bool[] flatFill = luma.FindFlat(window.Hole, expected * expected);
        if (GrainCurve.MeasureLevel(flatFill, luma.Variance(window.Hole)) is not double present)
        {
            return (joined, new GrainReport(expected, 0, 0, "None added: the fill has no flat area."));
        }

        double target = ring.MeanOver(luma.Base, flatFill);
        string? refusal = target < LeastAmplitude ? "None added: the surroundings show no grain at the brightness of the fill."
            : present >= EnoughShare * target ? "None added: the fill has the grain of its surroundings."
            : null;
        if (refusal is not null)
        {
            return (joined, new GrainReport(target, present, 0, refusal));
        }

        (FloatImage grainy, double added) = Add(window, joined, new Flat(luma.Base, flatRing, flatFill), seed);
        return (grainy, new GrainReport(target, present, added, "Added where the fill is smoother than the flat parts of its surroundings."));
    }

    private static (FloatImage Grainy, double Added) Add(BlendWindow window, FloatImage joined, Flat flat, int seed)
    {
        float[][] noises = new float[BlendWindow.ColorPlanes][];
        double[] added = new double[noises.Length];
        Parallel.For(0, noises.Length, p =>
        {
            var plane = new GrainPlane(ToPlane(joined, p), window.Size);
            float[] amplitude = FindMissing(window, plane, flat);
            uint key = unchecked((uint)((seed * BlendWindow.ColorPlanes) + p));
            float[] noise = GrainNoise.Create(window.Size, plane.Correlation(flat.Ring), key);
            noises[p] = [.. noise.Select((n, i) => n * amplitude[i])];
            added[p] = Rms(amplitude, flat.Fill);
        });
        return (AddPlanes(window, joined, noises), added[LumaPlane]);
    }

    // Amplitude to add at each pixel, 0 outside the hole.
    private static float[] FindMissing(BlendWindow window, GrainPlane plane, Flat flat)
    {
        float[] missing = new float[window.Hole.Length];
        GrainCurve? ring = GrainCurve.Measure(flat.Tone, flat.Ring, window.Trusted, plane.Variance(window.Trusted));
        if (ring is null)
        {
            return missing;
        }

        float[] present = plane.Variance(window.Hole);
        for (int i = 0; i < missing.Length; i++)
        {
            double target = window.Hole[i] ? ring.At(flat.Tone[i]) : 0;
            missing[i] = (float)Math.Sqrt(Math.Max(0, (target * target) - present[i])) * window.Weight[i];
        }

        return missing;
    }

    private static float[] ToPlane(FloatImage image, int plane)
    {
        ReadOnlySpan<float> r = image.Plane(0), g = image.Plane(1), b = image.Plane(2);
        float[] result = new float[r.Length];
        for (int i = 0; i < result.Length; i++)
        {
            float y = Luma(r[i], g[i], b[i]);
            result[i] = plane == LumaPlane ? y : plane == 1 ? b[i] - y : r[i] - y;
        }

        return result;
    }

    private static FloatImage AddPlanes(BlendWindow window, FloatImage joined, float[][] noises)
    {
        FloatImage result = joined.Clone();
        Span<float> r = result.Plane(0), g = result.Plane(1), b = result.Plane(2);
        for (int i = 0; i < r.Length; i++)
        {
            (float y, float blue, float red) = (noises[0][i], noises[1][i], noises[2][i]);
            if (window.Hole[i])
            {
                r[i] = Math.Clamp(r[i] + y + red, 0, 1);
                b[i] = Math.Clamp(b[i] + y + blue, 0, 1);

                // The green that leaves luma changed by exactly y.
                g[i] = Math.Clamp(g[i] + y - (((0.299f * red) + (0.114f * blue)) / 0.587f), 0, 1);
            }
        }

        return result;
    }

    private static float Luma(float r, float g, float b) => (0.299f * r) + (0.587f * g) + (0.114f * b);

    private static double Rms(float[] values, bool[] where)
    {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < values.Length; i++)
        {
            sum += where[i] ? values[i] * values[i] : 0;
            count += where[i] ? 1 : 0;
        }

        return count > 0 ? Math.Sqrt(sum / count) : 0;
    }

    private sealed record Flat(float[] Tone, bool[] Ring, bool[] Fill);
}
