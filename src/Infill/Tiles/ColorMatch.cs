using Infill.Imaging;

namespace Infill.Tiles;

/// <summary>Moves the fill's colours so that the engine's version of the ring of kept pixels looks like the original ring.</summary>
/// <remarks>Per Lab channel <c>x' = (x − μ_g)·σ_o/σ_g + μ_o</c> (Reinhard et al., "Color Transfer between Images", IEEE CG&amp;A 2001), with weighted statistics of
/// the ring alone: <c>μ = Σwx / Σw</c>, <c>σ² = Σw(x − μ)² / Σw</c>, w = smaller of both alphas. Where a channel is flat on either ring
/// (σ below <see cref="FlatStd"/>) a ratio would be noise: it is only shifted.</remarks>
internal static class ColorMatch
{
    /// <summary>Standard deviation in Lab units below which a channel of the ring is flat.</summary>
    internal const double FlatStd = 1.5;

    /// <summary>Fewer kept pixels than this say nothing about colours.</summary>
    internal const int LeastPixels = 16;

    // A larger change of contrast is a difference in content, not in colour.
    private const double MaxScale = 2;

    // A match has to pay: less than this share of the difference is not worth touching every pixel.
    private const double LeastGain = 0.02;

    /// <summary>The window with a matched fill, or the same window if nothing is to be done.</summary>
    internal static (BlendWindow Window, ColorMatchReport Report) Apply(BlendWindow window)
    {
        List<RingPixel> ring = ReadRing(window);
        if (ring.Count < LeastPixels)
        {
            return Leave(window, ring, 0, $"Left alone: only {ring.Count} kept pixels around the hole can be compared.");
        }

        if (IsRestored(window))
        {
            return Leave(window, ring, 0, "Left alone: the engine restored the ring exactly.");
        }

        double before = ring.Average(p => DeltaE.Ciede2000(p.Generated, p.Original));
        LabTransfer transfer = LabTransfer.Fit(ring);
        double after = ring.Average(p => DeltaE.Ciede2000(ToLab(transfer.Apply(p.Generated)), p.Original));
        if (!(after < before * (1 - LeastGain)))
        {
            return Leave(window, ring, before, $"Left alone: a transfer would not bring the ring closer (mean ΔE00 {before:0.00} against {after:0.00}).");
        }

        BlendWindow matched = window with { Generated = Transfer(window, transfer) };
        return (matched, new ColorMatchReport(true, ring.Count, before, after, $"Matched by {transfer.Description}: the ring's mean ΔE00 fell from {before:0.00} to {after:0.00}."));
    }

    private static (BlendWindow Window, ColorMatchReport Report) Leave(BlendWindow window, List<RingPixel> ring, double deltaE, string reason) =>
        (window, new ColorMatchReport(false, ring.Count, deltaE, deltaE, reason));

    private static List<RingPixel> ReadRing(BlendWindow window)
    {
        var ring = new List<RingPixel>();
        for (int i = 0; i < window.Ring.Length; i++)
        {
            float weight = MathF.Min(BlendWindow.Opacity(window.Original, i), BlendWindow.Opacity(window.Generated, i));
            if (window.Ring[i] && weight > 0)
            {
                ring.Add(new RingPixel(ToLab(ReadColor(window.Original, i)), ToLab(ReadColor(window.Generated, i)), weight));
            }
        }

        return ring;
    }

    private static bool IsRestored(BlendWindow window)
    {
        for (int at = 0; at < BlendWindow.ColorPlanes * window.Ring.Length; at++)
        {
            if (window.Ring[at % window.Ring.Length] && window.Original.Values[at] != window.Generated.Values[at])
            {
                return false;
            }
        }

        return true;
    }

    // The kept side is moved along: the seam's mismatch is measured there.
    private static FloatImage Transfer(BlendWindow window, LabTransfer transfer)
    {
        FloatImage matched = window.Generated.Clone();
        int pixels = window.Ring.Length;
        for (int i = 0; i < pixels; i++)
        {
            (float r, float g, float b) = transfer.Apply(ToLab(ReadColor(matched, i)));
            (matched.Values[i], matched.Values[pixels + i], matched.Values[(2 * pixels) + i]) = (r, g, b);
        }

        return matched;
    }

    private static (float R, float G, float B) ReadColor(FloatImage image, int i)
    {
        int pixels = image.Width * image.Height;
        return (image.Values[i], image.Values[pixels + i], image.Values[(2 * pixels) + i]);
    }

    private static (double L, double A, double B) ToLab((float R, float G, float B) color)
    {
        CieLab.FromSrgb(color.R, color.G, color.B, out float l, out float a, out float b);
        return (l, a, b);
    }

    /// <summary>One kept pixel as it was and as the engine made it, in Lab.</summary>
    internal readonly record struct RingPixel((double L, double A, double B) Original, (double L, double A, double B) Generated, double Weight);

    /// <summary>One line per Lab channel.</summary>
    internal sealed record LabTransfer((double Scale, double Shift) L, (double Scale, double Shift) A, (double Scale, double Shift) B)
    {
        internal string Description => L.Scale == 1 && A.Scale == 1 && B.Scale == 1 ? "Lab mean (the ring is flat)" : "Lab mean and spread";

        internal static LabTransfer Fit(List<RingPixel> ring) => new(
            FitChannel(ring, c => c.L), FitChannel(ring, c => c.A), FitChannel(ring, c => c.B));

        /// <summary>The transferred colour as sRGB, clipped to 0…1.</summary>
        internal (float R, float G, float B) Apply((double L, double A, double B) lab)
        {
            CieLab.ToSrgb(
                (float)((lab.L * L.Scale) + L.Shift), (float)((lab.A * A.Scale) + A.Shift), (float)((lab.B * B.Scale) + B.Shift),
                out float r, out float g, out float b);
            return (Math.Clamp(r, 0, 1), Math.Clamp(g, 0, 1), Math.Clamp(b, 0, 1));
        }

        private static (double Scale, double Shift) FitChannel(List<RingPixel> ring, Func<(double L, double A, double B), double> channel)
        {
            (double meanFrom, double stdFrom) = Weigh(ring, p => channel(p.Generated));
            (double meanTo, double stdTo) = Weigh(ring, p => channel(p.Original));
            double scale = Math.Min(stdFrom, stdTo) < FlatStd ? 1 : Math.Clamp(stdTo / stdFrom, 1 / MaxScale, MaxScale);
            return (scale, meanTo - (scale * meanFrom));
        }

        private static (double Mean, double Std) Weigh(List<RingPixel> ring, Func<RingPixel, double> value)
        {
            double total = ring.Sum(p => p.Weight);
            double mean = ring.Sum(p => p.Weight * value(p)) / total;
            double variance = ring.Sum(p => p.Weight * (value(p) - mean) * (value(p) - mean)) / total;
            return (mean, Math.Sqrt(variance));
        }
    }
}
