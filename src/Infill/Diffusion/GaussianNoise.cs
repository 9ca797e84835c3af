using Infill.Imaging;

namespace Infill.Diffusion;

/// <summary>Counter-based Gaussian noise: the value at (stream, step, channel, pixel) is fixed by the seed.</summary>
/// <remarks>Box–Muller over <see cref="CounterRandom"/>; the same seed gives the same noise whatever the thread count.</remarks>
public sealed class GaussianNoise
{
    private readonly uint _seed;
    private readonly uint _stream;

    /// <summary>One independent stream of noise.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="stream">Distinguishes uses of one seed, for example pyramid levels.</param>
    public GaussianNoise(int seed, int stream) => (_seed, _stream) = ((uint)seed, (uint)stream);

    /// <summary>One standard normal draw.</summary>
    /// <param name="step">Sampler step.</param>
    /// <param name="channel">Channel of the state, 0–255.</param>
    /// <param name="pixel">Index of the pixel.</param>
    public float At(int step, int channel, int pixel)
    {
        uint key = (_stream << 16) + ((uint)step << 8) + (uint)channel;
        float radius = MathF.Max(1e-7f, CounterRandom.ToUnit(CounterRandom.Bits(_seed, key, (uint)pixel, 1)));
        float angle = CounterRandom.ToUnit(CounterRandom.Bits(_seed, key, (uint)pixel, 2));
        return MathF.Sqrt(-2f * MathF.Log(radius)) * MathF.Cos(2f * MathF.PI * angle);
    }

    /// <summary>A copy of <paramref name="x"/> with noise of standard deviation σ·scale[c] in channel c.</summary>
    /// <param name="x">C×H×W state. Not modified.</param>
    /// <param name="sigma">Noise level; 0 returns an exact copy.</param>
    /// <param name="step">Sampler step, part of the noise's key.</param>
    /// <param name="channelScale">One factor per channel; 0 leaves the channel clean.</param>
    public FloatImage AddTo(FloatImage x, float sigma, int step, ReadOnlySpan<float> channelScale)
    {
        FloatImage noisy = x.Clone();
        for (int c = 0; c < x.Channels && sigma > 0; c++)
        {
            Span<float> values = noisy.Plane(c);
            float scale = sigma * channelScale[c];
            for (int i = 0; i < values.Length && scale > 0; i++)
            {
                values[i] += scale * At(step, c, i);
            }
        }

        return noisy;
    }
}
