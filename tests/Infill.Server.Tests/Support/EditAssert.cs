using Infill.Imaging;

namespace Infill.Server.Tests.Support;

/// <summary>What an edit may do.</summary>
internal static class EditAssert
{
    /// <summary>Colours differ somewhere within the hole and nowhere else.</summary>
    public static void ChangedOnlyWithin(Image before, Image after, PixelRect hole)
    {
        Assert.Equal(before.Size, after.Size);
        int within = 0;
        for (int i = 0; i < before.Size.Area; i++)
        {
            int x = i % before.Width, y = i / before.Width;
            bool isSame = Enumerable.Range(0, 3).All(c => before[x, y, c] == after[x, y, c]);
            within += isSame ? 0 : 1;
            Assert.True(isSame || hole.Contains(x, y), $"({x}, {y}) changed");
        }

        Assert.InRange(within, hole.Area / 2, hole.Area);
    }
}
