using System.Globalization;
using Infill.Imaging;

namespace Infill.Workflows.Products;

/// <summary>What stands behind a product: a colour, a gradient, a picture, or nothing at all.</summary>
public sealed record Backdrop
{
    /// <summary>From this enlargement on a picture looks soft beside the product.</summary>
    private const double MostEnlarged = 1.5;

    /// <summary>First colour of a gradient, or the only one, sRGB 0…1; default white.</summary>
    public (float Red, float Green, float Blue) From { get; init; } = (1, 1, 1);

    /// <summary>Second colour, the same as <see cref="From"/> for one colour; default white.</summary>
    public (float Red, float Green, float Blue) To { get; init; } = (1, 1, 1);

    /// <summary>Where <see cref="To"/> lies, default at the bottom.</summary>
    public GradientDirection Direction { get; init; }

    /// <summary>A picture of any size and shape instead of colours; null (default) = colours. Its transparent parts show the first colour.</summary>
    public Image? Picture { get; init; }

    /// <summary>True leaves everything but the product transparent; default false.</summary>
    public bool IsClear { get; init; }

    /// <summary>The backdrop at the size of a canvas, sRGB, 3 channels; a clear one in its colours.</summary>
    internal FloatImage Paint(PixelSize size) => Picture is null ? PaintColors(size) : PaintPicture(Picture, size);

    /// <summary>What happens to a picture of another size or shape, as sentences for people.</summary>
    /// <param name="size">Of the canvas.</param>
    public IEnumerable<string> Describe(PixelSize size)
    {
        if (Picture is null || IsClear || Picture.Size == size)
        {
            yield break;
        }

        PixelSize scaled = Cover(Picture.Size, size);
        double lost = 100 * (1 - ((double)size.Area / scaled.Area));
        string cut = lost < 0.5 ? "" : string.Create(CultureInfo.InvariantCulture, $"; {lost:0} % of it is cut off at {(scaled.Width > size.Width ? "the sides" : "top and bottom")}");
        yield return $"The background is {Picture.Size}, the canvas {size}: it is scaled to {scaled} and covers it{cut}.";
    }

    /// <summary>What the user should know of the picture, as sentences.</summary>
    /// <param name="size">Of the canvas.</param>
    internal IEnumerable<string> Warn(PixelSize size)
    {
        if (Picture is not null && !IsClear && (double)Cover(Picture.Size, size).Width / Picture.Width is > MostEnlarged and double factor)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"The background of {Picture.Size} is enlarged {factor:0.0} times, so it is softer than the product; give a larger picture.");
        }
    }

    private FloatImage PaintColors(PixelSize size)
    {
        var canvas = new FloatImage(3, size);
        for (int y = 0; y < size.Height; y++)
        {
            for (int x = 0; x < size.Width; x++)
            {
                float share = From == To ? 0 : Share(x, y, size);
                canvas[0, x, y] = From.Red + (share * (To.Red - From.Red));
                canvas[1, x, y] = From.Green + (share * (To.Green - From.Green));
                canvas[2, x, y] = From.Blue + (share * (To.Blue - From.Blue));
            }
        }

        return canvas;
    }

    private float Share(int x, int y, PixelSize size)
    {
        float across = (x + 0.5f) / size.Width, down = (y + 0.5f) / size.Height;
        return Direction switch
        {
            GradientDirection.Down => down,
            GradientDirection.Up => 1 - down,
            GradientDirection.Left => 1 - across,
            GradientDirection.Right => across,
            _ => Math.Min(1f, MathF.Sqrt((((2 * across) - 1) * ((2 * across) - 1)) + (((2 * down) - 1) * ((2 * down) - 1))) / MathF.Sqrt(2)),
        };
    }

    private FloatImage PaintPicture(Image picture, PixelSize size)
    {
        FloatImage tile = Resize(picture, Cover(picture.Size, size));
        var canvas = new FloatImage(3, size);
        (int left, int top) = ((tile.Width - size.Width) / 2, (tile.Height - size.Height) / 2);
        for (int c = 0; c < 3; c++)
        {
            float behind = c == 0 ? From.Red : c == 1 ? From.Green : From.Blue;
            for (int y = 0; y < size.Height; y++)
            {
                Span<float> row = canvas.Row(c, y);
                tile.Row(c, y + top).Slice(left, size.Width).CopyTo(row);
                for (int x = 0; x < size.Width; x++)
                {
                    float alpha = tile.Channels == 4 ? Math.Clamp(tile[3, x + left, y + top], 0f, 1f) : 1f;
                    row[x] = Math.Clamp(behind + (alpha * (row[x] - behind)), 0f, 1f);
                }
            }
        }

        return canvas;
    }

    // The least size of the picture's shape that leaves nothing of the canvas bare.
    private static PixelSize Cover(PixelSize picture, PixelSize canvas)
    {
        double scale = Math.Max((double)canvas.Width / picture.Width, (double)canvas.Height / picture.Height);
        return new PixelSize(
            Math.Max(canvas.Width, (int)Math.Round(picture.Width * scale)), Math.Max(canvas.Height, (int)Math.Round(picture.Height * scale)));
    }

    private static FloatImage Resize(Image picture, PixelSize size)
    {
        bool isSmaller = size.Width <= picture.Width && size.Height <= picture.Height;
        Image source = isSmaller ? AreaResample.Reduce(picture, size) : picture;
        FloatImage tile = ColorProfile.ToSrgb(source, source.Size.Bounds);
        return isSmaller ? tile : Lanczos.Resize(tile, size);
    }
}
