using Infill.Imaging;

namespace Infill.Tiles;

/// <summary>By how much the fill would have to change beside the seam to meet the original: targets with weights on the hole's outermost pixels.</summary>
/// <remarks>For a hole pixel i beside a kept pixel j, with o the original and g the fill:
/// <para>where the engine changed j too, the target is <c>o_j − g_j</c>, as in seamless cloning (Pérez, Gangnet &amp; Blake 2003);</para>
/// <para>where it restored j, g_j tells nothing about the step. The target makes the step across the seam the mean of the next
/// steps inwards on both sides: <c>o_j + ½(d_out + d_in) − g_i</c>. If g_i is the original as well, there is no seam: target 0.</para>
/// Links are weighted by <c>1 / (1 + |r|²/τ²)</c>, so that true edges in the picture that happen to lie on the seam pull less than the many small steps around them.</remarks>
internal sealed class SeamMismatch
{
    /// <summary>τ: steps beyond about 20 of 255 count less and less.</summary>
    private const float Outlier = 20f / 255f;

    /// <summary>Weight of a link whose target is only estimated: it averages over about four pixels along the seam, so texture leaves no imprint.</summary>
    private const float EstimatedWeight = 0.25f;

    private readonly BlendWindow _window;

    private SeamMismatch(BlendWindow window)
    {
        _window = window;
        Anchor = new float[window.Hole.Length];
        Force = [.. Enumerable.Range(0, BlendWindow.ColorPlanes).Select(_ => new float[window.Hole.Length])];
    }

    /// <summary>Sum of the link weights of each hole pixel; 0 away from the seam.</summary>
    internal float[] Anchor { get; }

    /// <summary>For each colour plane the sum of weight times target.</summary>
    internal float[][] Force { get; }

    /// <summary>True if no correction is asked for anywhere.</summary>
    internal bool IsZero => Array.TrueForAll(Force, plane => !plane.AsSpan().ContainsAnyExcept(0f));

    /// <summary>Looks at every pair of neighbours across the seam.</summary>
    internal static SeamMismatch Measure(BlendWindow window)
    {
        var mismatch = new SeamMismatch(window);
        PixelSize size = window.Size;
        for (int y = 0; y < size.Height; y++)
        {
            for (int x = 0; x < size.Width; x++)
            {
                mismatch.Link(x, y, -1, 0);
                mismatch.Link(x, y, 1, 0);
                mismatch.Link(x, y, 0, -1);
                mismatch.Link(x, y, 0, 1);
            }
        }

        return mismatch;
    }

    private void Link(int x, int y, int dx, int dy)
    {
        int i = (y * _window.Size.Width) + x;
        int step = (dy * _window.Size.Width) + dx;
        if (!_window.Hole[i] || !IsOf(_window.Trusted, x + dx, y + dy))
        {
            return;
        }

        int j = i + step;
        Span<float> targets = stackalloc float[BlendWindow.ColorPlanes];
        bool restored = IsRestored(j);
        if (!(restored && IsRestored(i)))
        {
            int inner = IsOf(_window.Hole, x - dx, y - dy) ? i - step : i;
            int outer = IsOf(_window.Trusted, x + (2 * dx), y + (2 * dy)) ? j + step : j;
            for (int c = 0; c < targets.Length; c++)
            {
                targets[c] = restored ? EstimateTarget(c, inner, i, j, outer) : Original(c, j) - Generated(c, j);
            }
        }

        Add(i, j, targets, restored ? EstimatedWeight : 1);
    }

    private void Add(int i, int j, ReadOnlySpan<float> targets, float weight)
    {
        float square = 0;
        foreach (float target in targets)
        {
            square += target * target;
        }

        weight *= BlendWindow.Opacity(_window.Original, j) * BlendWindow.Opacity(_window.Generated, i) / (1 + (square / (Outlier * Outlier)));
        Anchor[i] += weight;
        for (int c = 0; c < targets.Length; c++)
        {
            Force[c][i] += weight * targets[c];
        }
    }

    private float EstimateTarget(int c, int inner, int i, int j, int outer)
    {
        float stepInside = Generated(c, inner) - Generated(c, i);
        float stepOutside = Original(c, j) - Original(c, outer);
        return Original(c, j) + (0.5f * (stepInside + stepOutside)) - Generated(c, i);
    }

    private bool IsRestored(int i)
    {
        for (int c = 0; c < BlendWindow.ColorPlanes; c++)
        {
            if (Original(c, i) != Generated(c, i))
            {
                return false;
            }
        }

        return true;
    }

    private bool IsOf(bool[] pixels, int x, int y) =>
        (uint)x < (uint)_window.Size.Width && (uint)y < (uint)_window.Size.Height && pixels[(y * _window.Size.Width) + x];

    private float Original(int c, int i) => _window.Original.Values[(c * _window.Hole.Length) + i];

    private float Generated(int c, int i) => _window.Generated.Values[(c * _window.Hole.Length) + i];
}
