using System.Runtime.Intrinsics;
using Infill.Imaging;

namespace Infill.Diffusion.Noise;

/// <summary>The noise of <c>torch.randn</c> on a CUDA device: the same numbers for the same seed, up to the device's own sine and logarithm.</summary>
/// <remarks>cuRAND's Philox stream in PyTorch's layout: thread t owns subsequence t and draws four numbers at a time, of which the first
/// goes to element t and the others to elements a whole grid further on. So the numbers of a big tensor depend on the size of the device's
/// grid; up to <c>maxBlocks</c>·256 values they do not. A device's fast sine and logarithm differ from ours by about 1e-6.</remarks>
public sealed class CudaNoise : INoise
{
    private const int ThreadsPerBlock = 256;
    private const int PerThread = 4;
    private const float Unit32 = 1f / (1L << 32);
    private const float Angle32 = (float)(2 * Math.PI / (1L << 32));

    private readonly ulong _seed;
    private readonly int _maxBlocks;
    private ulong _offset;

    /// <summary>A fresh generator, as after <c>torch.cuda.manual_seed(seed)</c>.</summary>
    /// <param name="seed">All 64 bits count.</param>
    /// <param name="maxBlocks">Blocks of 256 threads that fill the device: multiprocessors × (threads per multiprocessor / 256), at least 1.
    /// The default stands for a device that is larger than the tensor, which is so for latents.</param>
    public CudaNoise(ulong seed, int maxBlocks = int.MaxValue)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxBlocks, 1);
        (_seed, _maxBlocks) = (seed, maxBlocks);
    }

    /// <summary><c>torch.randn(…, device="cuda")</c>: fills a whole tensor with standard normal numbers.</summary>
    /// <param name="values">The tensor; two halves drawn apart are not the same as one whole.</param>
    public void Normal(Span<float> values)
    {
        if (values.IsEmpty)
        {
            return;
        }

        long stride = Math.Min(_maxBlocks, ((long)values.Length + ThreadsPerBlock - 1) / ThreadsPerBlock) * ThreadsPerBlock;
        long perRound = stride * PerThread;
        for (int i = 0; i < values.Length; i++)
        {
            (long round, long within) = Math.DivRem(i, perRound);
            values[i] = At(_offset + (ulong)round, (ulong)(within % stride), (int)(within / stride));
        }

        _offset += (ulong)(((values.Length - 1) / perRound) + 1);
    }

    /// <inheritdoc/>
    public FloatImage Draw(int channels, PixelSize size, int index)
    {
        var noise = new FloatImage(channels, size);
        Normal(noise.Values);
        return noise;
    }

    // cuRAND's Box–Muller makes two numbers of two words: the sine first, then the cosine.
    private float At(ulong offset, ulong thread, int number)
    {
        Vector128<uint> words = Philox.Block(
            Vector128.Create((uint)offset, (uint)(offset >> 32), (uint)thread, (uint)(thread >> 32)), _seed);
        int pair = number & ~1;
        float u = MathF.FusedMultiplyAdd(words[pair], Unit32, Unit32 / 2);
        float angle = MathF.FusedMultiplyAdd(words[pair + 1], Angle32, Angle32 / 2);
        float radius = MathF.Sqrt(-2f * MathF.Log(u));
        return radius * (number == pair ? MathF.Sin(angle) : MathF.Cos(angle));
    }
}
