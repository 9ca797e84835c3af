using Infill.Imaging;

namespace Infill.Masks.Mattes;

/// <summary>How far a mask is to be believed along its edge, against the picture's colours.</summary>
/// <remarks>Weakly where the colours of both sides are apart, strongly where they overlap. Apart they are by Fisher's measure over the sure
/// pixels in reach, |μF − μB|² ÷ (σF² + σB²). Where they are apart they also tell whether the mask is right.</remarks>
internal sealed class MaskHold
{
    // From here on colours tell more than they hide.
    private const float Apart = 1.5f;
    private const float Grain = 1e-4f;
    private const int ReachPx = 5;

    // Samples from the middle to the border of what is in reach: more of a wide band would tell the same.
    private const int Fineness = 8;

    // What a soft mask of a network is sure of.
    private const float Sure = 0.95f;

    // Along the outline: overlap up to which colours are asked, and pixels without which their answer is chance.
    private const float Clear = 0.3f;
    private const int LeastAsked = 20;
    private const float OutlinePx = 1.5f;

    private readonly FloatImage _picture;
    private readonly float[] _mask;
    private readonly int _band;
    private readonly float[] _depth;
    private readonly bool[] _isOpen;
    private readonly Lazy<float[]> _overlap;

    /// <summary>Finds the band along a mask's edge.</summary>
    /// <param name="picture">3 channels; not modified.</param>
    /// <param name="mask">0…1; not modified.</param>
    /// <param name="band">Half the width of the band, in pixels, at least 1.</param>
    public MaskHold(FloatImage picture, float[] mask, int band)
    {
        (_picture, _mask, _band) = (picture, mask, band);
        float[] inside = Distance(isInside: true), outside = Distance(isInside: false);
        _depth = [.. inside.Select((depth, i) => Math.Max(depth, outside[i]))];
        _isOpen = [.. _depth.Select((depth, i) => depth <= band || mask[i] is > 1 - Sure and < Sure)];
        _overlap = new Lazy<float[]>(() => [.. _isOpen.Select((isOpen, i) => isOpen ? Overlap(i) : 0f)]);
    }

    /// <summary>The hold of every place, above 0 within the band; 0 where the mask is right for sure.</summary>
    public float[] Of(HoldWeights weights)
    {
        float[] hold = new float[_mask.Length];
        for (int i = 0; i < hold.Length; i++)
        {
            float share = Math.Clamp((_depth[i] - 1) / _band, 0f, 1f);
            hold[i] = !_isOpen[i] ? 0f
                : weights.Least + (weights.Border * MathF.Pow(share, weights.Bend)) + (weights.Clutter == 0 ? 0f : weights.Clutter * _overlap.Value[i]);
        }

        return hold;
    }

    /// <summary>Share of the pixels beside the outline that a matte puts on the other side, of those where colours are clear.</summary>
    /// <param name="alpha">Solved with <see cref="HoldWeights.Trial"/>.</param>
    /// <returns>0…1; null where too few pixels are clear to tell.</returns>
    public double? FindAstray(float[] alpha)
    {
        (int asked, int astray) = (0, 0);
        for (int i = 0; i < alpha.Length; i++)
        {
            if (_isOpen[i] && _depth[i] <= OutlinePx && _overlap.Value[i] <= Clear)
            {
                asked++;
                astray += IsOwn(alpha[i]) != IsOwn(_mask[i]) ? 1 : 0;
            }
        }

        return asked < LeastAsked ? null : (double)astray / asked;
    }

    /// <summary>Takes back what crosses the outline: the mask's own side at every place.</summary>
    /// <param name="alpha">Changed in place.</param>
    public void KeepSides(float[] alpha)
    {
        for (int i = 0; i < alpha.Length; i++)
        {
            if (_isOpen[i] && IsOwn(alpha[i]) != IsOwn(_mask[i]))
            {
                alpha[i] = IsOwn(_mask[i]) ? MaskGrow.HardValue : MathF.BitDecrement(MaskGrow.HardValue);
            }
        }
    }

    private static bool IsOwn(float value) => value >= MaskGrow.HardValue;

    // 1 where the colours of both sides are the same … 0 where they are far apart; 1 where one side is out of reach.
    private float Overlap(int i)
    {
        Side own = default, behind = default;
        (int x0, int y0, int width, int reach) = (i % _picture.Width, i / _picture.Width, _picture.Width, _band + ReachPx);
        int step = Math.Max(1, reach / Fineness);
        for (int y = Math.Max(0, y0 - reach); y <= Math.Min(_picture.Height - 1, y0 + reach); y += step)
        {
            for (int x = Math.Max(0, x0 - reach); x <= Math.Min(width - 1, x0 + reach); x += step)
            {
                int j = (y * width) + x;
                if (!_isOpen[j])
                {
                    (float r, float g, float b) = (_picture.Plane(0)[j], _picture.Plane(1)[j], _picture.Plane(2)[j]);
                    if (IsOwn(_mask[j]))
                    {
                        own = own.With(r, g, b);
                    }
                    else
                    {
                        behind = behind.With(r, g, b);
                    }
                }
            }
        }

        if (own.Count == 0 || behind.Count == 0)
        {
            return 1;
        }

        float measure = own.SquareTo(behind) / (own.Variance + behind.Variance + Grain) / Apart;
        return 1 / (1 + (measure * measure));
    }

    private float[] Distance(bool isInside)
    {
        var side = new Mask(_picture.Size);
        for (int i = 0; i < _mask.Length; i++)
        {
            side.Values[i] = IsOwn(_mask[i]) == isInside ? 1f : 0f;
        }

        return DistanceTransform.ToKept(side);
    }

    // Sums of the colours of one side.
    private readonly record struct Side(int Count, float R, float G, float B, float Square)
    {
        public float Variance => Math.Max(0, (Square / Count) - (((R * R) + (G * G) + (B * B)) / Count / Count));

        public Side With(float r, float g, float b) => new(Count + 1, R + r, G + g, B + b, Square + (r * r) + (g * g) + (b * b));

        public float SquareTo(Side other)
        {
            (float r, float g, float b) = ((R / Count) - (other.R / other.Count), (G / Count) - (other.G / other.Count), (B / Count) - (other.B / other.Count));
            return (r * r) + (g * g) + (b * b);
        }
    }
}
