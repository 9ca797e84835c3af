using Infill.Imaging;

namespace Infill.Masks;

/// <summary>Selects pixels by colour.</summary>
public static class ColorKey
{
    /// <summary>Pixels of which every channel differs from the colour by at most <paramref name="tolerance"/>.</summary>
    /// <param name="image">Grey or RGB; its samples are taken as sRGB, 16 bit rounded to 8, alpha ignored.</param>
    /// <param name="color">Red, green and blue as 0xRRGGBB.</param>
    /// <param name="tolerance">Largest difference per channel, 0–255 steps of 8 bit.</param>
    /// <returns>Hard mask, windowed to the pixels found; empty if there are none.</returns>
    /// <exception cref="ArgumentException">The picture is CMYK, whose samples are no sRGB colours.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Colour or tolerance is outside its range.</exception>
    public static Mask Select(Image image, int color, int tolerance)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentOutOfRangeException.ThrowIfNegative(color);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(color, 0xFFFFFF);
        ArgumentOutOfRangeException.ThrowIfNegative(tolerance);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(tolerance, 255);
        if (image.Format.Model == ColorModel.Cmyk)
        {
            throw new ArgumentException($"A colour can be selected in grey and RGB pictures, not in {image.Format}; convert it first.", nameof(image));
        }

        // Two passes: a mask of the picture's size is four bytes a pixel, too much for a small spot in a large picture.
        bool[] row = new bool[image.Width];
        var mask = new Mask(image.Size, FindWindow(image, color, tolerance, row));
        for (int y = 0; y < mask.Window.Height; y++)
        {
            MatchRow(image, mask.Window.Y + y, color, tolerance, row);
            Span<float> values = mask.WindowRow(y);
            for (int x = 0; x < values.Length; x++)
            {
                values[x] = row[mask.Window.X + x] ? 1f : 0f;
            }
        }

        return mask;
    }

    private static PixelRect FindWindow(Image image, int color, int tolerance, bool[] row)
    {
        PixelRect window = default;
        for (int y = 0; y < image.Height; y++)
        {
            MatchRow(image, y, color, tolerance, row);
            int first = Array.IndexOf(row, true);
            if (first >= 0)
            {
                window = window.Union(PixelRect.FromEdges(first, y, Array.LastIndexOf(row, true) + 1, y + 1));
            }
        }

        return window;
    }

    private static void MatchRow(Image image, int y, int color, int tolerance, bool[] row)
    {
        int channels = image.Format.ColorChannels;
        Span<int> wanted = [color >> 16, (color >> 8) & 255, color & 255];
        for (int x = 0; x < row.Length; x++)
        {
            bool matches = true;
            long index = image.SampleIndex(x, y);
            for (int c = 0; c < 3 && matches; c++)
            {
                matches = Math.Abs(Sample8(image, index + (channels == 1 ? 0 : c)) - wanted[c]) <= tolerance;
            }

            row[x] = matches;
        }
    }

    private static int Sample8(Image image, long index) =>
        image.Format.BitDepth == 8 ? image.Samples8[index] : (image.Samples16[index] + 128) / 257;
}
