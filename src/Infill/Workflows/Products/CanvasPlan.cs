using Infill.Imaging;

namespace Infill.Workflows.Products;

/// <summary>Where a photo lies on a canvas: moved by whole pixels, so that the product's pixels stay what they are.</summary>
/// <param name="Size">Of the canvas.</param>
/// <param name="OffsetX">Columns by which the photo is moved to the right; negative cuts it off on the left.</param>
/// <param name="OffsetY">Rows by which it is moved down.</param>
/// <param name="Scaled">Size to which the photo is scaled down first; its own size keeps every pixel.</param>
internal sealed record CanvasPlan(PixelSize Size, int OffsetX, int OffsetY, PixelSize Scaled)
{
    /// <summary>With the product in the middle; an odd pixel goes to the right and below.</summary>
    /// <param name="canvas">Size of the canvas.</param>
    /// <param name="scaled">Size of the photo as it is laid down.</param>
    /// <param name="product">Bounds of the product in that.</param>
    public static CanvasPlan Centred(PixelSize canvas, PixelSize scaled, PixelRect product) => new(
        canvas, ((canvas.Width - product.Width) / 2) - product.X, ((canvas.Height - product.Height) / 2) - product.Y, scaled);

    /// <summary>A mask of the scaled photo, on the canvas.</summary>
    public Mask Move(Mask mask)
    {
        PixelRect window = mask.Window.RelativeTo(-OffsetX, -OffsetY).Intersect(Size.Bounds);
        var moved = new Mask(Size, window);
        for (int y = window.Y; y < window.Bottom; y++)
        {
            mask.WindowRow(y - OffsetY - mask.Window.Y).Slice(window.X - OffsetX - mask.Window.X, window.Width).CopyTo(moved.WindowRow(y - window.Y));
        }

        return moved;
    }

    /// <summary>The scaled photo on the canvas in another format of the same depth: cut off where it stands over, its edge repeated where it does not reach.</summary>
    /// <param name="photo">The scaled photo; grey goes into every colour channel, and what has no alpha is opaque.</param>
    /// <param name="format">RGB for a grey photo, else its own model; with or without alpha.</param>
    /// <param name="metadata">Of the result.</param>
    public Image Place(Image photo, PixelFormat format, ImageMetadata metadata)
    {
        var canvas = new Image(Size, format, metadata);
        int alpha = format.HasAlpha ? format.Channels - 1 : -1;
        for (int y = 0; y < Size.Height; y++)
        {
            int fromY = Math.Clamp(y - OffsetY, 0, photo.Height - 1);
            for (int x = 0; x < Size.Width; x++)
            {
                long from = photo.SampleIndex(Math.Clamp(x - OffsetX, 0, photo.Width - 1), fromY), to = canvas.SampleIndex(x, y);
                for (int c = 0; c < format.Channels; c++)
                {
                    SampleCopy.Write(canvas, to + c, c == alpha ? format.MaxValue : SampleCopy.Read(photo, from + Math.Min(c, photo.Format.ColorChannels - 1)));
                }
            }
        }

        return canvas;
    }
}
