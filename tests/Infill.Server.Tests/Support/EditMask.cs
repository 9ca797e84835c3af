using Infill.Imaging;

namespace Infill.Server.Tests.Support;

/// <summary>Masks as OpenAI's clients send them, and what an edit may do.</summary>
internal static class EditMask
{
    /// <summary>A black picture that is transparent within the hole.</summary>
    public static byte[] Png(int width, int height, PixelRect hole)
    {
        var mask = new Image(new PixelSize(width, height), new PixelFormat(ColorModel.Rgb, HasAlpha: true, BitDepth: 8));
        for (int i = 0; i < width * height; i++)
        {
            mask.Samples8[(i * 4) + 3] = hole.Contains(i % width, i / width) ? (byte)0 : (byte)255;
        }

        return ImageFile.Encode(mask, FileFormat.Png);
    }

    /// <summary>Colours differ somewhere within the hole and nowhere else.</summary>
    public static void RequireChangedOnlyWithin(Image before, Image after, PixelRect hole)
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
