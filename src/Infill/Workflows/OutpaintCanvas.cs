using Infill.Imaging;

namespace Infill.Workflows;

/// <summary>Lays a picture into a larger one whose new pixels repeat the nearest edge pixel.</summary>
internal static class OutpaintCanvas
{
    /// <summary>A new picture of the same format and metadata; new pixels are opaque.</summary>
    /// <param name="image">The picture, not modified.</param>
    /// <param name="size">Size of the new canvas.</param>
    /// <param name="place">Where the picture goes, inside the canvas.</param>
    public static Image Extend(Image image, PixelSize size, PixelRect place)
    {
        var canvas = new Image(size, image.Format, image.Metadata);
        if (image.Format.BitDepth == 8)
        {
            Copy<byte>((image.Samples8, canvas.Samples8), image, canvas, place, byte.MaxValue);
        }
        else
        {
            Copy<ushort>((image.Samples16, canvas.Samples16), image, canvas, place, ushort.MaxValue);
        }

        return canvas;
    }

    private static void Copy<T>((T[] From, T[] To) samples, Image image, Image canvas, PixelRect place, T opaque)
        where T : struct
    {
        int channels = image.Format.Channels;
        int rowSamples = image.Width * channels;
        for (int y = 0; y < canvas.Height; y++)
        {
            int sourceY = Math.Clamp(y - place.Y, 0, image.Height - 1);
            ReadOnlySpan<T> source = samples.From.AsSpan((int)image.SampleIndex(0, sourceY), rowSamples);
            Span<T> row = samples.To.AsSpan((int)canvas.SampleIndex(0, y), canvas.Width * channels);
            source.CopyTo(row[(place.X * channels)..]);
            Repeat(row[..(place.X * channels)], source[..channels]);
            Repeat(row[(place.Right * channels)..], source[^channels..]);
            if (image.Format.HasAlpha)
            {
                bool isNewRow = y < place.Y || y >= place.Bottom;
                MakeOpaque(row[..((isNewRow ? canvas.Width : place.X) * channels)], channels, opaque);
                MakeOpaque(row[(place.Right * channels)..], channels, opaque);
            }
        }
    }

    private static void Repeat<T>(Span<T> row, ReadOnlySpan<T> pixel)
    {
        for (int i = 0; i < row.Length; i += pixel.Length)
        {
            pixel.CopyTo(row[i..]);
        }
    }

    private static void MakeOpaque<T>(Span<T> row, int channels, T opaque)
    {
        for (int i = channels - 1; i < row.Length; i += channels)
        {
            row[i] = opaque;
        }
    }
}
