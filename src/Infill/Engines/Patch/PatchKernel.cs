using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Infill.Engines.Patch;

/// <summary>The weighted patch distance Σ w·|x − F|², eight pixels of a patch row at a time.</summary>
/// <remarks>It is written as Σ (√w·x − √w·F)², so that a row costs two fused multiply-adds; one accumulator per channel keeps
/// them independent. On processors without FMA the products round twice and the last bits differ (the trace names the features).</remarks>
internal static unsafe class PatchKernel
{
    /// <summary>Floats of a gathered target: 7·5 weighted rows, then 7 rows of negated √w.</summary>
    public const int TargetFloats = PatchGrid.Side * (PatchGrid.Channels + 1) * PatchGrid.Lanes;

    private const int WeightRows = PatchGrid.Side * PatchGrid.Channels * PatchGrid.Lanes;

    /// <summary>Copies a target's patch into a compact buffer: it is compared with dozens of sources.</summary>
    /// <param name="guess">Address of the guess at the patch's top left.</param>
    /// <param name="rootWeight">Address of √w at the patch's top left.</param>
    /// <param name="strides">Row length of the guess and of the weights; 0 repeats one row of weights.</param>
    /// <param name="target">Receives <see cref="TargetFloats"/> floats.</param>
    public static void Gather(float* guess, float* rootWeight, (nint Guess, nint Weight) strides, float* target)
    {
        Vector256<float> firstSeven = Vector256.Create(1f, 1f, 1f, 1f, 1f, 1f, 1f, 0f);
        float* weights = target + WeightRows;
        for (int row = 0; row < PatchGrid.Side; row++)
        {
            Vector256<float> weight = Vector256.Load(rootWeight) * firstSeven;
            (-weight).Store(weights);
            for (int c = 0; c < PatchGrid.Channels; c++)
            {
                (weight * Vector256.Load(guess)).Store(target);
                target += PatchGrid.Lanes;
                guess += strides.Guess;
            }

            rootWeight += strides.Weight;
            weights += PatchGrid.Lanes;
        }
    }

    /// <summary>Distance of a gathered target to a source patch; gives up early above <paramref name="limit"/>.</summary>
    /// <param name="target">From <see cref="Gather"/>.</param>
    /// <param name="source">Address of the source patch's top left, channel 0.</param>
    /// <param name="stride">Row length of the level grid.</param>
    /// <param name="limit">A partial sum above this is returned as it is.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Distance(float* target, float* source, nint stride, float limit)
    {
        Vector256<float> sum0 = default, sum1 = default, sum2 = default, sum3 = default, sum4 = default;
        float* weights = target + WeightRows;
        for (int row = 0; row < PatchGrid.Side; row++)
        {
            Vector256<float> weight = Vector256.Load(weights);
            Accumulate(ref sum0, target, weight, source);
            Accumulate(ref sum1, target + 8, weight, source + stride);
            Accumulate(ref sum2, target + 16, weight, source + (2 * stride));
            Accumulate(ref sum3, target + 24, weight, source + (3 * stride));
            Accumulate(ref sum4, target + 32, weight, source + (4 * stride));
            target += PatchGrid.Channels * PatchGrid.Lanes;
            weights += PatchGrid.Lanes;
            source += PatchGrid.Channels * stride;
            if ((row & 1) == 1)
            {
                float partial = Vector256.Sum(sum0 + sum1 + (sum2 + sum3) + sum4);
                if (partial > limit)
                {
                    return partial;
                }
            }
        }

        return Vector256.Sum(sum0 + sum1 + (sum2 + sum3) + sum4);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Accumulate(ref Vector256<float> sum, float* target, Vector256<float> minusWeight, float* source)
    {
        Vector256<float> error = Vector256.MultiplyAddEstimate(minusWeight, Vector256.Load(source), Vector256.Load(target));
        sum = Vector256.MultiplyAddEstimate(error, error, sum);
    }
}
