using Infill.Diffusion;
using Infill.Imaging;

namespace Infill.Onnx.StableDiffusion;

/// <summary>Runs an autoencoder over overlapping tiles, so that memory does not grow with the picture; the overlaps fade into each other.</summary>
/// <remarks>An approximation: the network normalises each tile by itself, so tiles may differ a little in tone. Used above a size only.</remarks>
/// <param name="inner">Runs on each tile; owned.</param>
/// <param name="tile">Side of a tile in latent pixels, above twice the overlap.</param>
/// <param name="overlap">Width of the fade in latent pixels, at least 1.</param>
internal sealed class TiledCodec(ILatentCodec inner, int tile, int overlap) : ILatentCodec
{
    /// <inheritdoc/>
    public int Factor => inner.Factor;

    /// <inheritdoc/>
    public int Channels => inner.Channels;

    /// <inheritdoc/>
    public FloatImage Encode(FloatImage picture, INoise? noise, CancellationToken cancellationToken)
    {
        var size = new PixelSize(picture.Width / Factor, picture.Height / Factor);
        FloatImage? draw = noise?.Draw(Channels, size, 0);
        var sum = new FadedSum(Channels, size, overlap);
        foreach (PixelRect rect in Cut(size))
        {
            FloatImage part = Crop(picture, Enlarge(rect));
            INoise? partNoise = draw is null ? null : new KnownNoise(Crop(draw, rect));
            sum.Add(inner.Encode(part, partNoise, cancellationToken), rect);
        }

        return sum.Result();
    }

    /// <inheritdoc/>
    public FloatImage Decode(FloatImage latent, CancellationToken cancellationToken)
    {
        var size = new PixelSize(latent.Width * Factor, latent.Height * Factor);
        FadedSum? sum = null;
        foreach (PixelRect rect in Cut(latent.Size))
        {
            FloatImage part = inner.Decode(Crop(latent, rect), cancellationToken);
            sum ??= new FadedSum(part.Channels, size, overlap * Factor);
            sum.Add(part, Enlarge(rect));
        }

        return sum!.Result();
    }

    /// <inheritdoc/>
    public void Dispose() => inner.Dispose();

    private IEnumerable<PixelRect> Cut(PixelSize size) =>
        from y in Starts(size.Height)
        from x in Starts(size.Width)
        select new PixelRect(x, y, Math.Min(tile, size.Width), Math.Min(tile, size.Height));

    // The last tile ends at the border, so that every tile has the full size.
    private IEnumerable<int> Starts(int length)
    {
        for (int start = 0; start + tile < length; start += tile - overlap)
        {
            yield return start;
        }

        yield return Math.Max(0, length - tile);
    }

    private PixelRect Enlarge(PixelRect rect) => new(rect.X * Factor, rect.Y * Factor, rect.Width * Factor, rect.Height * Factor);

    private static FloatImage Crop(FloatImage image, PixelRect rect)
    {
        var part = new FloatImage(image.Channels, new PixelSize(rect.Width, rect.Height));
        for (int c = 0; c < image.Channels; c++)
        {
            for (int y = 0; y < rect.Height; y++)
            {
                image.Row(c, rect.Y + y).Slice(rect.X, rect.Width).CopyTo(part.Row(c, y));
            }
        }

        return part;
    }
}
