using Infill.Imaging;

namespace Infill.Workflows.Products;

/// <summary>The canvas that is asked for. A product is never enlarged, and scaled down only if it must be to fit an exact size.</summary>
public sealed record ProductCanvas
{
    /// <summary>Margin if none is asked for.</summary>
    public const double DefaultMargin = 0.08;

    /// <summary>Largest margin: with more, less than a tenth of the canvas would be left.</summary>
    public const double MostMargin = 0.45;

    /// <summary>The photo's own canvas, the product where it is: what is used by default.</summary>
    public static ProductCanvas Keep { get; } = new();

    /// <summary>True for a square around the product at the photo's own scale; then <see cref="Size"/> is not read. Default false.</summary>
    public bool IsSquare { get; init; }

    /// <summary>Size to reach exactly, or null (default) for none.</summary>
    public PixelSize? Size { get; init; }

    /// <summary>Room on each side of the product as a share of the canvas, 0–0.45, default 0.08; not read where the canvas is the photo's own.</summary>
    public double Margin { get; init; } = DefaultMargin;

    /// <summary>True if the product is placed anew.</summary>
    internal bool IsNew => IsSquare || Size is not null;

    /// <summary>Where the product of a photo stands on it.</summary>
    /// <param name="photo">Size of the photo.</param>
    /// <param name="product">Bounds of the product in it; not empty.</param>
    internal CanvasPlan Plan(PixelSize photo, PixelRect product)
    {
        double room = 1 - (2 * Margin);
        if (IsSquare)
        {
            int side = (int)Math.Min(int.MaxValue, Math.Ceiling(Math.Max(product.Width, product.Height) / room));
            return CanvasPlan.Centred(new PixelSize(side, side), photo, product);
        }

        if (Size is not PixelSize canvas)
        {
            return new CanvasPlan(photo, 0, 0, photo);
        }

        double scale = Math.Min(canvas.Width * room / product.Width, canvas.Height * room / product.Height);
        if (scale >= 1)
        {
            return CanvasPlan.Centred(canvas, photo, product);
        }

        var scaled = new PixelSize(Math.Max(1, (int)(photo.Width * scale)), Math.Max(1, (int)(photo.Height * scale)));
        (double across, double down) = ((double)scaled.Width / photo.Width, (double)scaled.Height / photo.Height);
        var smaller = PixelRect.FromEdges(
            (int)(product.X * across), (int)(product.Y * down), (int)Math.Ceiling(product.Right * across), (int)Math.Ceiling(product.Bottom * down));
        return CanvasPlan.Centred(canvas, scaled, smaller);
    }
}
