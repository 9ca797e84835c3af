using Infill.Imaging;

namespace Infill.Masks.CastShadows;

/// <summary>How light and colour rise and fall at one scale all over a view, and how much the ground there does so anyway.</summary>
/// <remarks>Derivatives of a Gaussian times σ√2π: across an edge that is sharper than σ, the whole step. The object is left out of every mean.</remarks>
internal sealed class EdgeField
{
    // Of ln; even ground that shows none still has some.
    private const double LeastScatter = 0.03;

    // View pixels; so far around is ground of the same kind. Measured in blocks, as nothing finer is to be seen of it.
    private const double TextureSigma = 12;
    private const int Block = 4;

    // Of the blur that a view comes with.
    private const double ViewSigma = 0.8;

    // Light, red and blue along x, then along y.
    private const int Slopes = 6;
    private static readonly (int First, int Second)[] Products = [(0, 0), (1, 1), (2, 2), (0, 1), (0, 2), (1, 2)];

    private readonly ShadowView _view;
    private readonly float[] _slopes;
    private readonly StepTexture[] _textures;

    /// <summary>Measures a view.</summary>
    /// <param name="view">Where to look.</param>
    /// <param name="sigma">Scale in view pixels, from 0.8.</param>
    public EdgeField(ShadowView view, double sigma)
    {
        (_view, Sigma) = (view, sigma);
        var ground = new GroundPatch(view, view.Log.Size.Bounds);
        float[][] planes = ground.Blur(Math.Sqrt((sigma * sigma) - (ViewSigma * ViewSigma)));
        _slopes = SlopesOf(planes, view.Log.Size, (float)(sigma * Math.Sqrt(2 * Math.PI)));
        _textures = TexturesOf(_slopes, MaskGrow.Grow(view.Taken, 1), view.Log.Size);
    }

    /// <summary>Scale in view pixels.</summary>
    public double Sigma { get; }

    /// <summary>The step across a point of an outline, inwards; null where one of its sides is no ground.</summary>
    /// <param name="point">On the outline.</param>
    /// <param name="outwards">The normal, of length 1.</param>
    /// <param name="spacing">View pixels to the next point.</param>
    public EdgePoint? At(MaskPoint point, (double X, double Y) outwards, double spacing)
    {
        double reach = (1.2 * Sigma) + 0.5;
        if (!IsGround(point, outwards, -reach) || !IsGround(point, outwards, reach) || !IsGround(point, outwards, 0))
        {
            return null;
        }

        Span<float> slope = stackalloc float[Slopes];
        Sample(point, slope);
        (float x, float y) = ((float)-outwards.X, (float)-outwards.Y);
        var step = new ShadowStep((slope[0] * x) + (slope[3] * y), (slope[1] * x) + (slope[4] * y), (slope[2] * x) + (slope[5] * y));
        return new EdgePoint(step, Math.Min(1, spacing / Independent), _textures[((int)point.Y / Block * BlocksIn(_view.Log.Width)) + ((int)point.X / Block)]);
    }

    // Distance of points along an outline that do not see the same ground.
    private double Independent => Math.Max(3, 2 * Sigma);

    private bool IsGround(MaskPoint point, (double X, double Y) outwards, double by) =>
        _view.IsGround(new MaskPoint(point.X + (outwards.X * by), point.Y + (outwards.Y * by)));

    private void Sample(MaskPoint point, Span<float> slope)
    {
        (int width, int height) = (_view.Log.Width, _view.Log.Height);
        float x = Math.Clamp((float)point.X - 0.5f, 0, width - 1), y = Math.Clamp((float)point.Y - 0.5f, 0, height - 1);
        (int left, int top) = ((int)x, (int)y);
        (int right, int bottom) = (Math.Min(left + 1, width - 1), Math.Min(top + 1, height - 1));
        (float across, float down) = (x - left, y - top);
        int a = ((top * width) + left) * Slopes, b = ((top * width) + right) * Slopes, c = ((bottom * width) + left) * Slopes, d = ((bottom * width) + right) * Slopes;
        for (int k = 0; k < Slopes; k++)
        {
            float above = _slopes[a + k] + ((_slopes[b + k] - _slopes[a + k]) * across);
            float below = _slopes[c + k] + ((_slopes[d + k] - _slopes[c + k]) * across);
            slope[k] = above + ((below - above) * down);
        }
    }

    private static int BlocksIn(int length) => (length + Block - 1) / Block;

    private static float[] SlopesOf(float[][] planes, PixelSize size, float scale)
    {
        float[] slopes = new float[size.Area * Slopes];
        for (int i = 0; i < size.Area; i++)
        {
            (int x, int y) = (i % size.Width, i / size.Width);
            (int left, int right) = (Math.Max(0, x - 1), Math.Min(size.Width - 1, x + 1));
            (int up, int down) = (Math.Max(0, y - 1), Math.Min(size.Height - 1, y + 1));
            for (int plane = 0; plane < planes.Length; plane++)
            {
                float[] values = planes[plane];
                slopes[(i * Slopes) + plane] = scale * (values[(y * size.Width) + right] - values[(y * size.Width) + left]) / Math.Max(1, right - left);
                slopes[(i * Slopes) + 3 + plane] = scale * (values[(down * size.Width) + x] - values[(up * size.Width) + x]) / Math.Max(1, down - up);
            }
        }

        return slopes;
    }

    private static StepTexture[] TexturesOf(float[] slopes, Mask taken, PixelSize size)
    {
        var blocks = new PixelSize(BlocksIn(size.Width), BlocksIn(size.Height));
        float[] ground = new float[blocks.Area];
        float[][] covariance = [.. Products.Select(_ => new float[blocks.Area])];
        for (int i = 0; i < size.Area; i++)
        {
            (int x, int y, int at) = (i % size.Width, i / size.Width, i * Slopes);
            if (taken[x, y] > 0)
            {
                continue;
            }

            int block = (y / Block * blocks.Width) + (x / Block);
            ground[block]++;
            for (int k = 0; k < Products.Length; k++)
            {
                (int first, int second) = Products[k];
                covariance[k][block] += ((slopes[at + first] * slopes[at + second]) + (slopes[at + 3 + first] * slopes[at + 3 + second])) / 2;
            }
        }

        for (int k = 0; k < Products.Length; k++)
        {
            float[] means = [.. covariance[k].Zip(ground, (sum, count) => sum / MathF.Max(1, count))];
            covariance[k] = Gaussian.BlurKnown(means, ground, blocks, TextureSigma / Block);
        }

        var textures = new StepTexture[blocks.Area];
        Span<double> own = stackalloc double[Products.Length];
        for (int i = 0; i < textures.Length; i++)
        {
            for (int k = 0; k < own.Length; k++)
            {
                own[k] = covariance[k][i] + (k < 3 ? LeastScatter * LeastScatter : 0);
            }

            textures[i] = StepTexture.FromCovariance(own);
        }

        return textures;
    }
}
