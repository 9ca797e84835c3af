using Infill.Imaging;

namespace Infill.Evaluation.Metrics;

/// <summary>What an engine did to the pixels that it had to keep: the ideal is 0 changed pixels.</summary>
/// <remarks>For engines of others, whose output is a picture; our own jobs carry a <see cref="KeepProof"/> in the samples of the file.</remarks>
public static class ExactKeep
{
    /// <summary>Largest difference that counts as equal: a quarter of an 8-bit step, so that a decoder's float rounding does not count.</summary>
    public const float Tolerance = 0.25f / 255f;

    /// <summary>Compares every pixel whose mask is exactly 0, in all channels that both pictures have.</summary>
    /// <param name="before">Picture before the job, sRGB 0…1.</param>
    /// <param name="after">Picture after it, of the same size.</param>
    /// <param name="mask">The hole: pixels above 0 are not compared.</param>
    /// <returns>Counts, and the largest difference in 8-bit steps (0–255, rounded up).</returns>
    /// <exception cref="ArgumentException">Sizes differ.</exception>
    public static KeepProof Compare(FloatImage before, FloatImage after, Mask mask)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        ArgumentNullException.ThrowIfNull(mask);
        if (before.Size != after.Size || before.Size != mask.Size)
        {
            throw new ArgumentException($"Before is {before.Size}, after is {after.Size}, mask is {mask.Size}; all must have the same size.");
        }

        (long kept, long changed, float largest) = (0, 0, 0);
        for (int y = 0; y < before.Height; y++)
        {
            for (int x = 0; x < before.Width; x++)
            {
                if (mask[x, y] == 0f)
                {
                    float difference = LargestDifference(before, after, x, y);
                    kept++;
                    changed += difference > Tolerance ? 1 : 0;
                    largest = Math.Max(largest, difference > Tolerance ? difference : 0);
                }
            }
        }

        return new KeepProof(kept, changed, (int)Math.Ceiling(Math.Round(largest * 255, 3)));
    }

    private static float LargestDifference(FloatImage before, FloatImage after, int x, int y)
    {
        float largest = 0;
        for (int c = 0; c < Math.Min(before.Channels, after.Channels); c++)
        {
            largest = Math.Max(largest, Math.Abs(before[c, x, y] - after[c, x, y]));
        }

        return largest;
    }
}
