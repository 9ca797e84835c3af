using Infill.Imaging;

namespace Infill.Quality;

/// <summary>A hole with its surroundings, cut from a filled picture, in Lab.</summary>
internal sealed class FillView
{
    /// <summary>Blur in pixels that takes off what a sensor and a codec add.</summary>
    public const double FineSigma = 0.8;

    /// <summary>Blur in pixels for patches whose samples lie five pixels apart.</summary>
    public const double BroadSigma = 2.2;

    private const int MinMargin = 48;
    private const int MaxMargin = 128;
    private const double MarginPerSide = 0.8;

    /// <summary>What transparent pixels are shown on.</summary>
    private const float Ground = 0.5f;

    private readonly Dictionary<double, FloatImage> _blurred = [];

    private FillView(PixelRect window, FloatImage lab, float[] depth)
    {
        (Window, Lab, Depth) = (window, lab, depth);
        foreach (float d in depth)
        {
            HolePixels += d > 0 ? 1 : 0;
            Deepest = d > Deepest && float.IsFinite(d) ? d : Deepest;
        }
    }

    /// <summary>Where the view lies in the picture.</summary>
    public PixelRect Window { get; }

    /// <summary>L*, a*, b* of the filled picture.</summary>
    public FloatImage Lab { get; }

    /// <summary>Above 0 in the hole: pixels to the nearest kept one. Below 0 elsewhere: minus the pixels to the hole.</summary>
    public float[] Depth { get; }

    /// <summary>Pixels of the hole, at least 1.</summary>
    public int HolePixels { get; }

    /// <summary>Pixels from the hole's innermost one to the nearest kept one; 0 if nothing is kept.</summary>
    public float Deepest { get; }

    public int Width => Lab.Width;

    public int Height => Lab.Height;

    /// <summary>Pixels around a hole that its judgement looks at.</summary>
    public static int MarginOf(PixelRect bounds) =>
        (int)Math.Clamp(MarginPerSide * Math.Sqrt(bounds.Area), MinMargin, MaxMargin);

    /// <summary>Cuts the surroundings of one part of a hole.</summary>
    /// <param name="image">The filled picture.</param>
    /// <param name="filled">Of its size; above 0 = filled.</param>
    /// <param name="bounds">Tight bounds of the part, which other parts do not come near.</param>
    public static FillView Cut(Image image, Mask filled, PixelRect bounds)
    {
        PixelRect window = bounds.Inflate(MarginOf(bounds)).Intersect(image.Size.Bounds);
        return new FillView(window, CieLab.FromSrgb(Opaque(ColorProfile.ToSrgb(image, window))), SignedDepth(filled.Crop(window)));
    }

    /// <summary>All planes blurred by σ pixels; made once. Threads may share it.</summary>
    public FloatImage Blurred(double sigma)
    {
        lock (_blurred)
        {
            return BlurOnce(sigma);
        }
    }

    /// <summary>True if (x, y) lies in the view.</summary>
    public bool Contains(int x, int y) => (uint)x < (uint)Width && (uint)y < (uint)Height;

    private FloatImage BlurOnce(double sigma)
    {
        if (!_blurred.TryGetValue(sigma, out FloatImage? blurred))
        {
            blurred = new FloatImage(3, Lab.Size);
            for (int c = 0; c < 3; c++)
            {
                Gaussian.Blur(Lab.Plane(c), Lab.Size, sigma).CopyTo(blurred.Plane(c));
            }

            _blurred[sigma] = blurred;
        }

        return blurred;
    }

    private static FloatImage Opaque(FloatImage srgb)
    {
        if (srgb.Channels == 3)
        {
            return srgb;
        }

        var shown = new FloatImage(3, srgb.Size);
        for (int c = 0; c < 3; c++)
        {
            Span<float> to = shown.Plane(c);
            srgb.Plane(c).CopyTo(to);
            for (int i = 0; i < to.Length; i++)
            {
                to[i] = Ground + ((to[i] - Ground) * srgb.Plane(3)[i]);
            }
        }

        return shown;
    }

    private static float[] SignedDepth(Mask hole)
    {
        Mask kept = hole.Clone();
        foreach (ref float value in kept.Values.AsSpan())
        {
            value = value > 0 ? 0f : 1f;
        }

        float[] depth = DistanceTransform.ToKept(hole);
        float[] outside = DistanceTransform.ToKept(kept);
        for (int i = 0; i < depth.Length; i++)
        {
            depth[i] = hole.Values[i] > 0 ? depth[i] : -outside[i];
        }

        return depth;
    }
}
