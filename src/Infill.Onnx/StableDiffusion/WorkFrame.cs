using Infill.Imaging;

namespace Infill.Onnx.StableDiffusion;

/// <summary>Geometry between a tile and the picture that a model works on: scaled to about the model's native area, whatever the aspect, and
/// padded to whole latent pixels. Integers only; made without looking at a colour.</summary>
/// <param name="Tile">Size of the tile.</param>
/// <param name="Scaled">Size of the tile as the model sees it.</param>
/// <param name="Work">Size of the model's picture: sides are multiples of the codec's factor, and hold <paramref name="Scaled"/>.</param>
/// <param name="Left">Columns of padding at the left; the rest of it is at the right.</param>
/// <param name="Top">Rows of padding at the top.</param>
internal sealed record WorkFrame(PixelSize Tile, PixelSize Scaled, PixelSize Work, int Left, int Top)
{
    /// <summary>Latent pixels of the shortest side: networks halve a latent up to three times, and need something left to look at.</summary>
    public const int LeastLatents = 8;

    /// <summary>Longest side in native sides: beyond, models repeat themselves.</summary>
    private const double LongestSide = 4;

    /// <summary>Between these shares of the native area a tile keeps its own pixels: resampling would cost more sharpness than it gains.</summary>
    private const double LeastArea = 0.75;
    private const double MostArea = 1.5;

    /// <summary>True if the tile's own pixels are worked on.</summary>
    public bool IsNative => Scaled == Tile;

    /// <summary>Model pixels per tile pixel, the larger of both directions.</summary>
    public double Scale => Math.Max(Scaled.Width / (double)Tile.Width, Scaled.Height / (double)Tile.Height);

    /// <summary>Where the tile lies in the model's picture.</summary>
    public PixelRect Inner => new(Left, Top, Scaled.Width, Scaled.Height);

    /// <summary>Plans a frame.</summary>
    /// <param name="tile">Size of the tile, at least 1×1.</param>
    /// <param name="nativeSide">Side of the pictures that the model was trained on, in pixels.</param>
    /// <param name="factor">Picture pixels per latent pixel.</param>
    /// <param name="multiple">Latent pixels that the sides must be multiples of.</param>
    public static WorkFrame For(PixelSize tile, int nativeSide, int factor, int multiple = 1)
    {
        double native = (double)nativeSide * nativeSide;
        double area = tile.Area;
        double scale = area < native * LeastArea ? Math.Sqrt(native / area)
            : area > native * MostArea ? Math.Sqrt(native * MostArea / area)
            : 1;
        scale = Math.Min(scale, LongestSide * nativeSide / Math.Max(tile.Width, tile.Height));
        var scaled = new PixelSize(Stretch(tile.Width, scale), Stretch(tile.Height, scale));
        var work = new PixelSize(Whole(scaled.Width, factor, multiple), Whole(scaled.Height, factor, multiple));
        return new WorkFrame(tile, scaled, work, (work.Width - scaled.Width) / 2, (work.Height - scaled.Height) / 2);
    }

    /// <summary>A tile's picture as the model sees it; the padding repeats its border.</summary>
    public FloatImage Enter(FloatImage picture)
    {
        FloatImage scaled = Lanczos.Resize(picture, Scaled);
        var work = new FloatImage(scaled.Channels, Work);
        for (int c = 0; c < work.Channels; c++)
        {
            for (int y = 0; y < Work.Height; y++)
            {
                ReadOnlySpan<float> source = scaled.Row(c, Math.Clamp(y - Top, 0, Scaled.Height - 1));
                Span<float> row = work.Row(c, y);
                for (int x = 0; x < row.Length; x++)
                {
                    row[x] = Math.Clamp(source[Math.Clamp(x - Left, 0, source.Length - 1)], 0f, 1f);
                }
            }
        }

        return work;
    }

    /// <summary>A tile's mask as the model sees it: no filled pixel vanishes, and a hole at the border goes on in the padding.</summary>
    public Mask Enter(Mask mask)
    {
        FloatImage scaled = Infill.Diffusion.Conditioning.LatentMask.MaxPool(mask, Scaled);
        var work = new Mask(Work);
        for (int y = 0; y < Work.Height; y++)
        {
            ReadOnlySpan<float> source = scaled.Row(0, Math.Clamp(y - Top, 0, Scaled.Height - 1));
            Span<float> row = work.WindowRow(y);
            for (int x = 0; x < row.Length; x++)
            {
                row[x] = source[Math.Clamp(x - Left, 0, source.Length - 1)];
            }
        }

        return work;
    }

    /// <summary>From the model's picture back to one of the tile's size, in 0…1.</summary>
    public FloatImage Leave(FloatImage work)
    {
        var scaled = new FloatImage(work.Channels, Scaled);
        for (int c = 0; c < scaled.Channels; c++)
        {
            for (int y = 0; y < Scaled.Height; y++)
            {
                work.Row(c, Top + y).Slice(Left, Scaled.Width).CopyTo(scaled.Row(c, y));
            }
        }

        FloatImage tile = Lanczos.Resize(scaled, Tile);
        for (int i = 0; i < tile.Values.Length; i++)
        {
            tile.Values[i] = Math.Clamp(tile.Values[i], 0f, 1f);
        }

        return tile;
    }

    private static int Stretch(int pixels, double scale) => Math.Max(1, (int)Math.Round(pixels * scale));

    private static int Whole(int pixels, int factor, int multiple)
    {
        int step = factor * multiple;
        return (Math.Max(pixels, LeastLatents * factor) + step - 1) / step * step;
    }
}
