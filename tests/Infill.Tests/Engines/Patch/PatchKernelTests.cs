using Infill.Diffusion;
using Infill.Engines.Patch;

namespace Infill.Tests.Engines.Patch;

public sealed unsafe class PatchKernelTests
{
    private const int Stride = 24;
    private const int Rows = PatchGrid.Side;

    [Fact]
    public void Distance_RandomPatches_EqualsTheDoubleLoop()
    {
        float[] guess = Random(1, Rows * PatchGrid.Channels * Stride);
        float[] source = Random(2, Rows * PatchGrid.Channels * Stride);
        float[] weight = Random(3, Rows * Stride);

        float distance = Measure(guess, weight, source, float.PositiveInfinity);

        double expected = 0;
        for (int y = 0; y < Rows; y++)
        {
            for (int x = 0; x < PatchGrid.Side; x++)
            {
                for (int c = 0; c < PatchGrid.Channels; c++)
                {
                    int i = (((y * PatchGrid.Channels) + c) * Stride) + x;
                    expected += Math.Pow(weight[(y * Stride) + x] * (guess[i] - source[i]), 2);
                }
            }
        }

        Assert.Equal(expected, distance, expected * 1e-5);
    }

    [Fact]
    public void Distance_AboveTheLimit_GivesUpAboveTheLimit()
    {
        float[] guess = Random(1, Rows * PatchGrid.Channels * Stride);
        float[] source = Random(2, Rows * PatchGrid.Channels * Stride);
        float[] weight = Random(3, Rows * Stride);
        float whole = Measure(guess, weight, source, float.PositiveInfinity);

        float early = Measure(guess, weight, source, whole / 10);

        Assert.InRange(early, whole / 10, whole);
    }

    [Fact]
    public void Distance_EighthLane_DoesNotCount()
    {
        float[] guess = Random(1, Rows * PatchGrid.Channels * Stride);
        float[] source = (float[])guess.Clone();
        for (int row = 0; row < Rows * PatchGrid.Channels; row++)
        {
            source[(row * Stride) + PatchGrid.Side] = 1e6f;
        }

        float[] weight = Random(3, Rows * Stride);

        // √w·x − √w·x rounds at most once per product.
        Assert.InRange(Measure(guess, weight, source, float.PositiveInfinity), 0f, 1e-9f);
    }

    private static float Measure(float[] guess, float[] weight, float[] source, float limit)
    {
        float* target = stackalloc float[PatchKernel.TargetFloats];
        fixed (float* g = guess, w = weight, s = source)
        {
            PatchKernel.Gather(g, w, (Stride, Stride), target);
            return PatchKernel.Distance(target, s, Stride, limit);
        }
    }

    private static float[] Random(int seed, int count) =>
        [.. Enumerable.Range(0, count).Select(i => CounterRandom.ToUnit(CounterRandom.Bits((uint)seed, (uint)i)))];
}
