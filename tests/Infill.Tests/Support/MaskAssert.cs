using Infill.Imaging;

namespace Infill.Tests.Support;

/// <summary>Laws between two masks of one picture, pixel by pixel, whatever their windows.</summary>
internal static class MaskAssert
{
    public static void Same(Mask expected, Mask actual) =>
        Each(expected, actual, (e, a) => e == a, "must be equal");

    public static void NowhereAbove(Mask lower, Mask upper) =>
        Each(lower, upper, (l, u) => l <= u, "must be nowhere above");

    public static void ZeroExactlyWhereKept(Mask mask, Mask kept) =>
        Each(mask, kept, (m, k) => (m == 0) == (k == 0), "must be 0 exactly where the other is");

    public static void InRange(Mask mask) => Assert.All(mask.Values, value => Assert.InRange(value, 0f, 1f));

    private static void Each(Mask first, Mask second, Func<float, float, bool> holds, string law)
    {
        Assert.Equal(first.Size, second.Size);
        for (int y = 0; y < first.Height; y++)
        {
            for (int x = 0; x < first.Width; x++)
            {
                Assert.True(holds(first[x, y], second[x, y]), $"At ({x}, {y}) {first[x, y]} {law}: {second[x, y]}.");
            }
        }
    }
}
