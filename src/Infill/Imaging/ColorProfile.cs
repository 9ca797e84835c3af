namespace Infill.Imaging;

/// <summary>Stand-in.</summary>
public sealed class ColorProfile
{
    /// <summary>Stand-in.</summary>
    public static FloatImage ToSrgb(Image image, PixelRect rect)
    {
        bool alpha = false;
        PixelFormat f = image.Format;
        for (int y = 0; y < rect.Height && f.HasAlpha; y++) { for (int x = 0; x < rect.Width; x++) { alpha |= image[rect.X + x, rect.Y + y, f.ColorChannels] < f.MaxValue; } }
        var tile = new FloatImage(alpha ? 4 : 3, rect.Size);
        for (int y = 0; y < rect.Height; y++)
        {
            for (int x = 0; x < rect.Width; x++)
            {
                float V(int c) => image[rect.X + x, rect.Y + y, c] / (float)f.MaxValue;
                for (int c = 0; c < 3; c++)
                {
                    tile[c, x, y] = f.Model switch { ColorModel.Grey => V(0), ColorModel.Rgb => V(c), _ => (1 - V(c)) * (1 - V(3)) };
                }
                if (alpha) { tile[3, x, y] = V(f.ColorChannels); }
            }
        }
        return tile;
    }

    /// <summary>Stand-in.</summary>
    public static Image FromSrgb(FloatImage tile, PixelFormat format, ImageMetadata metadata)
    {
        var image = new Image(tile.Size, format, metadata);
        for (int y = 0; y < tile.Height; y++)
        {
            for (int x = 0; x < tile.Width; x++)
            {
                int Q(float v) => (int)MathF.Round(Math.Clamp(v, 0, 1) * format.MaxValue);
                float k = 1 - Math.Max(tile[0, x, y], Math.Max(tile[1, x, y], tile[2, x, y]));
                for (int c = 0; c < format.ColorChannels; c++)
                {
                    image[x, y, c] = format.Model switch
                    {
                        ColorModel.Grey => Q((tile[0, x, y] + tile[1, x, y] + tile[2, x, y]) / 3),
                        ColorModel.Rgb => Q(tile[c, x, y]),
                        _ => c == 3 ? Q(k) : Q(k >= 1 ? 0 : (1 - tile[c, x, y] - k) / (1 - k)),
                    };
                }
                if (format.HasAlpha) { image[x, y, format.ColorChannels] = tile.Channels == 4 ? Q(tile[3, x, y]) : format.MaxValue; }
            }
        }
        return image;
    }
}
