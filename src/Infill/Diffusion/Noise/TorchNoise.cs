using Infill.Imaging;

namespace Infill.Diffusion.Noise;

/// <summary>PyTorch's CPU generator: the numbers of <c>torch.Generator("cpu").manual_seed(seed)</c>, bit for bit.</summary>
/// <remarks>Draws follow one another: a tensor's numbers depend on all draws before it and on its own size.
/// From 16 values on, PyTorch fills blocks of 16 by Box–Muller in single precision (its AVX2 form; other processors differ there in
/// the last bit); below, it draws one by one in double precision and keeps the second number of a pair for the next small draw.</remarks>
public sealed class TorchNoise : INoise
{
    private const int Block = 16;
    private const float Unit24 = 1f / (1 << 24);
    private const double Unit53 = 1.0 / (1L << 53);

    private readonly MersenneTwister _twister;
    private double? _kept;

    /// <summary>A fresh generator.</summary>
    /// <param name="seed">Only the lower 32 bits count, as in PyTorch.</param>
    public TorchNoise(ulong seed) => _twister = new MersenneTwister((uint)seed);

    /// <summary><c>torch.randn</c>: fills a whole tensor with standard normal numbers.</summary>
    /// <param name="values">The tensor; two halves drawn apart are not the same as one whole.</param>
    public void Normal(Span<float> values)
    {
        if (values.Length < Block)
        {
            foreach (ref float value in values)
            {
                value = (float)NextNormal();
            }

            return;
        }

        Uniform(values);
        for (int i = 0; i + Block <= values.Length; i += Block)
        {
            BoxMuller(values.Slice(i, Block));
        }

        if (values.Length % Block != 0)
        {
            Span<float> last = values[^Block..];
            Uniform(last);
            BoxMuller(last);
        }
    }

    /// <summary><c>torch.rand</c>: uniform numbers in 0…1, 1 excluded, 24 bits each.</summary>
    public void Uniform(Span<float> values)
    {
        foreach (ref float value in values)
        {
            value = (_twister.Next() & 0xFFFFFF) * Unit24;
        }
    }

    /// <inheritdoc/>
    public FloatImage Draw(int channels, PixelSize size, int index)
    {
        var noise = new FloatImage(channels, size);
        Normal(noise.Values);
        return noise;
    }

    private static void BoxMuller(Span<float> block)
    {
        for (int j = 0; j < Block / 2; j++)
        {
            // 1 − u lies in 0…1 with 0 excluded, which the logarithm needs.
            float radius = MathF.Sqrt(-2f * Cephes.Log(1f - block[j]));
            (float sin, float cos) = Cephes.SinCos((float)(2 * Math.PI) * block[j + (Block / 2)]);

            // + 0 turns −0 into 0, as adding the mean does in the reference.
            block[j] = (radius * cos) + 0f;
            block[j + (Block / 2)] = (radius * sin) + 0f;
        }
    }

    private double NextNormal()
    {
        if (_kept is { } kept)
        {
            _kept = null;
            return kept;
        }

        double angle = 2 * Math.PI * NextUnit53();

        // 1 − u is exact in double for a multiple of 2⁻⁵³, so this is the reference's log1p(−u).
        double radius = Math.Sqrt(-2 * Math.Log(1 - NextUnit53()));
        _kept = radius * Math.Sin(angle);
        return radius * Math.Cos(angle);
    }

    private double NextUnit53()
    {
        ulong high = _twister.Next();
        return (((high << 32) | _twister.Next()) & ((1UL << 53) - 1)) * Unit53;
    }
}
