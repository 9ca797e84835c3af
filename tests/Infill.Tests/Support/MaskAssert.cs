using Infill.Imaging;

namespace Infill.Tests.Support;

/// <summary>Laws that masks keep; a failure names the first pixel that breaks one.</summary>
internal static class MaskAssert
{
    /// <summary>Same size and, pixel by pixel over the whole picture, the same values; windows may differ.</summary>
    public static void Same(Mask expected, Mask actual) => Everywhere(expected, actual, (e, a) => e == a, "is not the expected value");

    /// <summary>No value above that of <paramref name="upper"/>.</summary>
    public static void NowhereAbove(Mask mask, Mask upper) => Everywhere(upper, mask, (u, m) => m <= u, "is above the limit");

    /// <summary>Exactly 0 where <paramref name="kept"/> is 0, and above 0 where it is not.</summary>
    public static void ZeroExactlyWhereKept(Mask mask, Mask kept) =>
        Everywhere(kept, mask, (k, m) => (k == 0) == (m == 0), "has another support");

    /// <summary>Every stored value lies in 0…1.</summary>
    public static void InRange(Mask mask) => Assert.All(mask.Values, value => Assert.InRange(value, 0f, 1f));

    /// <summary>The window is as small as the values allow.</summary>
    public static void WindowIsTight(Mask mask) => Assert.Equal(mask.FindBounds(), mask.Window);

    /// <summary>The mask as rows of text: '.' = 0, '#' = 1, a digit = tenths.</summary>
    public static void Looks(string expected, Mask mask)
    {
        IEnumerable<string> rows = Enumerable.Range(0, mask.Height).Select(y => string.Concat(Enumerable.Range(0, mask.Width)
            .Select(x => mask[x, y] switch { 0f => '.', 1f => '#', float v => (char)('0' + (int)(v * 10)) })));
        Assert.Equal(expected, string.Join('\n', rows));
    }

    private static void Everywhere(Mask first, Mask second, Func<float, float, bool> holds, string complaint)
    {
        Assert.Equal(first.Size, second.Size);
        for (int y = 0; y < first.Height; y++)
        {
            for (int x = 0; x < first.Width; x++)
            {
                Assert.True(holds(first[x, y], second[x, y]), $"({x}, {y}) {complaint}: {second[x, y]} against {first[x, y]}.");
            }
        }
    }
}
