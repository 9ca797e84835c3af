using Infill.Imaging;

namespace Infill.Masks.CastShadows;

/// <summary>The ground around a shadow, small enough to try many shadows on: what is left of the edges in its light when one is taken away.</summary>
/// <remarks>A shadow's edge is an edge in ln of light that lies where no texture ends. Taken away rightly, it leaves the least: the sum of |∇(ln I − ln m)|,
/// m the factor of the supposed shadow. Absolute values, as natural gradients have heavy tails; a step that is half wrong leaves half an edge.
/// Dark pixels say little, as their light is rounded: they weigh I / (I + 0.01). Steps are found to 5 % so, where means of both sides
/// are misled by whatever else differs between them.</remarks>
internal sealed class RelightGrid
{
    private const int MostPixels = 60_000;
    private const float Floor = 0.0005f;
    private const float HalfTrust = 0.01f;

    // Fine enough for hard edges, and over the grain of sensors.
    private const double LightSigma = 0.8;
    private const float WhollyGround = 0.97f;

    private readonly float[] _isGround;
    private readonly float[][] _across = new float[3][];
    private readonly float[][] _down = new float[3][];
    private readonly float[][] _trust = new float[3][];
    private readonly int[] _band;

    /// <summary>Prepares the ground.</summary>
    /// <param name="ground">The ground in the picture's resolution.</param>
    /// <param name="distance">Pixels to the outline, negative outside; of the ground's size.</param>
    /// <param name="reachPx">Ground within this distance of the outline counts.</param>
    public RelightGrid(RelitGround ground, float[] distance, double reachPx)
    {
        Block = Math.Max(1, (int)Math.Ceiling(Math.Sqrt(ground.Window.Area / (double)MostPixels)));
        Size = new PixelSize(Math.Max(1, ground.Window.Width / Block), Math.Max(1, ground.Window.Height / Block));
        float[] isGround = [.. ground.IsGround.Select(value => value ? 1f : 0f)];
        _isGround = Shrink(isGround, ground.Window.Width);
        float[] seen = Gaussian.Blur(_isGround, Size, LightSigma);
        for (int c = 0; c < 3; c++)
        {
            float[] light = [.. ground.Srgb.Plane(c).ToArray().Select((value, i) => isGround[i] * SrgbCurve.Decode(value))];
            float[] mean = [.. Shrink(light, ground.Window.Width).Zip(_isGround, (sum, share) => sum / MathF.Max(share, 1e-6f))];
            Prepare(c, Gaussian.BlurKnown(mean, _isGround, Size, LightSigma));
        }

        float[] near = ShrinkDistance(distance, ground.Window.Width);
        _band =
        [
            .. Enumerable.Range(0, (int)Size.Area).Where(i => (i % Size.Width) + 1 < Size.Width && (i / Size.Width) + 1 < Size.Height
                && seen[i] > WhollyGround && seen[i + 1] > WhollyGround && seen[i + Size.Width] > WhollyGround && Math.Abs(near[i]) * Block <= reachPx),
        ];
    }

    /// <summary>Picture pixels per side of a grid pixel, 1 or more.</summary>
    public int Block { get; }

    /// <summary>Size of the grid.</summary>
    public PixelSize Size { get; }

    /// <summary>Ground pixels that count.</summary>
    public int Counted => _band.Length;

    /// <summary>A signed distance at the grid's pixels, in grid pixels.</summary>
    public float[] ShrinkDistance(float[] distance, int width)
    {
        float[] small = Shrink(distance, width);
        return [.. small.Select(value => value / Block)];
    }

    /// <summary>Depth as the blurred light sees it.</summary>
    /// <param name="distance">In grid pixels, negative outside.</param>
    /// <param name="place">Distance at which the edge lies: positive is inside the outline.</param>
    /// <param name="sigma">Softness in grid pixels.</param>
    public float[] Depth(float[] distance, double place, double sigma) =>
        ShadowDepth.Draw((distance, _isGround), Size, place, Math.Sqrt((sigma * sigma) + (LightSigma * LightSigma)));

    /// <summary>What edges are left in red, green and blue.</summary>
    /// <param name="depth">As <see cref="Depth"/> gives it.</param>
    /// <param name="step">ln of the light that is left in a full shadow, at most 0.</param>
    public (double Red, double Green, double Blue) Left(float[] depth, double step)
    {
        float dark = 1 - (float)Math.Exp(step);
        float[] factor = new float[depth.Length];
        for (int i = 0; i < factor.Length; i++)
        {
            factor[i] = depth[i] > 0 ? MathF.Log(1 - (depth[i] * dark)) : 0f;
        }

        Span<double> sums = stackalloc double[3];
        foreach (int i in _band)
        {
            (float across, float down) = (factor[i + 1] - factor[i], factor[i + Size.Width] - factor[i]);
            for (int c = 0; c < 3; c++)
            {
                sums[c] += _trust[c][i] * (MathF.Abs(_across[c][i] - across) + MathF.Abs(_down[c][i] - down));
            }
        }

        return (sums[0], sums[1], sums[2]);
    }

    /// <summary>How well one shadow explains the edges, in light of all channels.</summary>
    /// <param name="depth">As <see cref="Depth"/> gives it.</param>
    /// <param name="step">ln of the light that is left in a full shadow, below 0.</param>
    /// <returns>The share of its own edges by which the edges become less, −1…1, and how many independent edges of chance that is worth.</returns>
    public (double Share, double Surprise) Explain(float[] depth, double step)
    {
        float dark = 1 - (float)Math.Exp(step);
        double less = 0, mass = 0, square = 0;
        float FactorAt(int i) => MathF.Log(1 - (depth[i] * dark));
        foreach (int i in _band)
        {
            float own = FactorAt(i), across = FactorAt(i + 1) - own, down = FactorAt(i + Size.Width) - own;
            if (MathF.Abs(across) + MathF.Abs(down) < 1e-4f)
            {
                continue;
            }

            for (int c = 0; c < 3; c++)
            {
                float trust = _trust[c][i] / 3;
                less += trust * (MathF.Abs(_across[c][i]) - MathF.Abs(_across[c][i] - across) + MathF.Abs(_down[c][i]) - MathF.Abs(_down[c][i] - down));
                mass += trust * (MathF.Abs(across) + MathF.Abs(down));
                square += trust * ((across * across) + (down * down));
            }
        }

        return mass > 0 ? (less / mass, less / Math.Sqrt(square)) : (0, 0);
    }

    private void Prepare(int channel, float[] light)
    {
        int width = Size.Width;
        float[] log = [.. light.Select(value => MathF.Log(MathF.Max(0, value) + Floor))];
        _trust[channel] = [.. light.Select(value => MathF.Max(0, value) / (MathF.Max(0, value) + HalfTrust))];
        _across[channel] = [.. log.Select((value, i) => i + 1 < log.Length ? log[i + 1] - value : 0)];
        _down[channel] = [.. log.Select((value, i) => i + width < log.Length ? log[i + width] - value : 0)];
    }

    // Means of blocks; a rest at the right and at the bottom is left out.
    private float[] Shrink(float[] values, int width)
    {
        if (Block == 1)
        {
            return values;
        }

        float[] small = new float[Size.Area];
        for (int i = 0; i < small.Length; i++)
        {
            (int left, int top) = (i % Size.Width * Block, i / Size.Width * Block);
            float sum = 0;
            for (int y = top; y < top + Block; y++)
            {
                for (int x = left; x < left + Block; x++)
                {
                    sum += values[(y * width) + x];
                }
            }

            small[i] = sum / (Block * Block);
        }

        return small;
    }
}
