namespace Infill.Imaging;

/// <summary>Brings a filled picture back to its source's own colours, for files that hold a palette of 256.</summary>
public static class PaletteFit
{
    /// <summary>Colours that a GIF can hold.</summary>
    public const int MaxColors = 256;

    private const int BytesPerColor = 4;

    /// <summary>Gives every pixel whose colour the source does not have the nearest one that it has (least squares over 8-bit samples, alpha included).</summary>
    /// <param name="filled">8-bit picture. Not modified.</param>
    /// <param name="source">Picture of the same format whose colours may be used; at most 256, else nothing can be won.</param>
    /// <returns><paramref name="filled"/> itself if it needs no change or there is no palette to fit to; else a new picture.
    /// Pixels that have a colour of the source, and so all kept ones, stay as they are.</returns>
    public static Image ToSourceColors(Image filled, Image source)
    {
        ArgumentNullException.ThrowIfNull(filled);
        ArgumentNullException.ThrowIfNull(source);
        if (filled.Format != source.Format || filled.Format.BitDepth != 8 || filled.Format.Channels > BytesPerColor
            || FindColors(filled) is not null || FindColors(source) is not { } palette)
        {
            return filled;
        }

        Image result = filled.Clone();
        Dictionary<uint, uint> nearest = palette.ToDictionary(color => color);
        int channels = filled.Format.Channels;
        for (long i = 0; i < result.Samples8.LongLength; i += channels)
        {
            uint color = Read(result, i);
            if (!nearest.TryGetValue(color, out uint replacement))
            {
                replacement = palette.MinBy(known => SquaredDistance(known, color));
                nearest.Add(color, replacement);
            }

            for (int c = 0; c < channels; c++)
            {
                result.Samples8[i + c] = (byte)(replacement >> (8 * c));
            }
        }

        return result;
    }

    /// <summary>The distinct colours, or null if there are more than a palette holds.</summary>
    private static HashSet<uint>? FindColors(Image image)
    {
        HashSet<uint> colors = [];
        for (long i = 0; i < image.Samples8.LongLength; i += image.Format.Channels)
        {
            if (colors.Add(Read(image, i)) && colors.Count > MaxColors)
            {
                return null;
            }
        }

        return colors;
    }

    private static uint Read(Image image, long index)
    {
        uint color = 0;
        for (int c = 0; c < image.Format.Channels; c++)
        {
            color |= (uint)image.Samples8[index + c] << (8 * c);
        }

        return color;
    }

    private static int SquaredDistance(uint a, uint b)
    {
        int sum = 0;
        for (int shift = 0; shift < 8 * BytesPerColor; shift += 8)
        {
            int difference = (int)((a >> shift) & 0xFF) - (int)((b >> shift) & 0xFF);
            sum += difference * difference;
        }

        return sum;
    }
}
