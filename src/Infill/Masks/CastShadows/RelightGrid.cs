using Infill.Imaging;

namespace Infill.Masks.CastShadows;

/// <summary>The ground around a shadow, small enough to try many shadows on: how much likelier one makes the edges in its light.</summary>
/// <remarks>A shadow's edge is an edge in ln of light that lies where no texture ends: the same fall of light all along, and hardly any of colour. What is
/// left of the edges when the shadow is taken away is judged at two scales (<see cref="RelightScale"/>); means of both sides would be misled by
/// whatever else differs between them.</remarks>
internal sealed class RelightGrid
{
    private const int MostPixels = 40_000;

    // Fine enough for hard edges, and over the grain of sensors; then for soft ones.
    private static readonly double[] Sigmas = [0.8, 1.8];

    private readonly RelightScale[] _scales;

    /// <summary>Prepares the ground.</summary>
    /// <param name="ground">The ground in the picture's resolution.</param>
    /// <param name="distance">Pixels to the outline, negative outside; of the ground's size.</param>
    /// <param name="reachPx">Ground within this distance of the outline counts.</param>
    public RelightGrid(RelitGround ground, float[] distance, double reachPx)
    {
        Block = Math.Max(1, (int)Math.Ceiling(Math.Sqrt(ground.Window.Area / (double)MostPixels)));
        Size = new PixelSize(Math.Max(1, ground.Window.Width / Block), Math.Max(1, ground.Window.Height / Block));
        float[] isGround = [.. ground.IsGround.Select(value => value ? 1f : 0f)];
        float[] share = Shrink(isGround, ground.Window.Width);
        var light = new float[3][];
        for (int c = 0; c < 3; c++)
        {
            float[] own = [.. ground.Srgb.Plane(c).ToArray().Select((value, i) => isGround[i] * SrgbCurve.Decode(value))];
            light[c] = [.. Shrink(own, ground.Window.Width).Zip(share, (sum, part) => sum / MathF.Max(part, 1e-6f))];
        }

        bool[] isNear = [.. ShrinkDistance(distance, ground.Window.Width).Select(value => Math.Abs(value) * Block <= reachPx)];
        _scales = [.. Sigmas.Select(sigma => new RelightScale(light, share, isNear, Size, sigma))];
    }

    /// <summary>Picture pixels per side of a grid pixel, 1 or more.</summary>
    public int Block { get; }

    /// <summary>Size of the grid.</summary>
    public PixelSize Size { get; }

    /// <summary>Ground pixels that count at the finest scale.</summary>
    public int Counted => _scales[0].Counted;

    /// <summary>A signed distance at the grid's pixels, in grid pixels.</summary>
    public float[] ShrinkDistance(float[] distance, int width)
    {
        float[] small = Shrink(distance, width);
        return [.. small.Select(value => value / Block)];
    }

    /// <summary>Depth as each scale sees it.</summary>
    /// <param name="distance">In grid pixels, negative outside.</param>
    /// <param name="place">Distance at which the edge lies: positive is inside the outline.</param>
    /// <param name="sigma">Softness in grid pixels.</param>
    public float[][] Depth(float[] distance, double place, double sigma) => [.. _scales.Select(scale => scale.Depth(distance, place, sigma))];

    /// <summary>Log-likelihood of a shadow over that of none, in nats.</summary>
    /// <param name="depth">As <see cref="Depth"/> gives it.</param>
    /// <param name="steps">ln of the light that is left in a full shadow, of red, green and blue, at most 0.</param>
    public double Gain(float[][] depth, IReadOnlyList<double> steps) => _scales.Select((scale, k) => scale.Gain(depth[k], steps)).Sum();

    /// <summary>Measures the ground anew as it is without a shadow: its edge is none of the ground's.</summary>
    /// <param name="depth">As <see cref="Depth"/> gives it.</param>
    /// <param name="step">ln of the light that is left.</param>
    public void Settle(float[][] depth, double step)
    {
        for (int k = 0; k < _scales.Length; k++)
        {
            _scales[k].Settle(depth[k], step);
        }
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
