namespace Infill.Tests.Golden;

/// <summary>Comparisons with recorded tensors.</summary>
internal static class GoldenAssert
{
    /// <summary>Holds if no element differs by more than a share of the recording's largest value.</summary>
    /// <param name="expected">The recording.</param>
    /// <param name="actual">What we computed.</param>
    /// <param name="tolerance">Share of the largest value.</param>
    /// <param name="what">For the message.</param>
    public static void Near(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, double tolerance, string what)
    {
        Assert.True(expected.Length == actual.Length, $"{what}: {actual.Length} values, the recording has {expected.Length}.");
        float largest = 0f;
        float worst = 0f;
        for (int i = 0; i < expected.Length; i++)
        {
            largest = Math.Max(largest, MathF.Abs(expected[i]));
            float difference = MathF.Abs(expected[i] - actual[i]);
            worst = float.IsNaN(difference) ? float.PositiveInfinity : Math.Max(worst, difference);
        }

        Assert.True(worst <= tolerance * largest, $"{what}: off by {worst:g3} where the largest value is {largest:g3}; allowed is a share of {tolerance:g1}.");
    }
}
