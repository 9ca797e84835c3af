using Infill.Imaging;
using Infill.Masks.Mattes;

namespace Infill.Workflows.Products;

/// <summary>A product on its canvas: the photo with the soft edge in the product's own colours, and how much of each pixel is background.</summary>
internal sealed class PlacedProduct
{
    private PlacedProduct(Image canvas, Mask alpha) => (Canvas, Alpha) = (canvas, alpha);

    /// <summary>The photo on the canvas. Pixels of alpha 1 are the photo's own samples.</summary>
    public Image Canvas { get; }

    /// <summary>The product on the canvas, 0…1.</summary>
    public Mask Alpha { get; }

    /// <summary>Pixels that are locked: of alpha 1.</summary>
    public long Locked => Alpha.Values.LongCount(value => value >= 1);

    /// <summary>Pixels of soft edge.</summary>
    public long Soft => Alpha.CountFilled() - Locked;

    /// <summary>Places a matte.</summary>
    /// <param name="photo">As large as the plan wants it; not modified.</param>
    /// <param name="matte">The product in it.</param>
    /// <param name="plan">Where it goes.</param>
    /// <param name="clear">True for a canvas with an alpha channel.</param>
    public static PlacedProduct Of(Image photo, Matte matte, CanvasPlan plan, bool clear)
    {
        bool isGrey = photo.Format.Model == ColorModel.Grey;
        PixelFormat format = photo.Format with { HasAlpha = clear, Model = isGrey ? ColorModel.Rgb : photo.Format.Model };

        // A profile of grey says nothing about red, green and blue.
        Image canvas = plan.Place(photo, format, isGrey ? photo.Metadata with { IccProfile = null } : photo.Metadata);
        DrawEdge(canvas, matte, plan);
        var product = new PlacedProduct(canvas, plan.Move(matte.Alpha));
        if (clear)
        {
            product.DrawAlpha();
        }

        return product;
    }

    /// <summary>The product alone, all else transparent black; for a canvas with alpha.</summary>
    public Image ToCutOut()
    {
        Image cutOut = Canvas.Clone();
        for (long i = Canvas.Format.ColorChannels; i < Canvas.Size.Area * Canvas.Format.Channels; i += Canvas.Format.Channels)
        {
            for (int c = 1; c <= Canvas.Format.ColorChannels && SampleCopy.Read(Canvas, i) == 0; c++)
            {
                SampleCopy.Write(cutOut, i - c, 0);
            }
        }

        return cutOut;
    }

    /// <summary>Everything else: 1 − alpha, exactly 0 where the product is locked. On a canvas with alpha the soft edge is its own layer, so it counts whole.</summary>
    public Mask ToBackground()
    {
        var background = new Mask(Alpha.Size);
        background.Values.AsSpan().Fill(1f);
        for (int y = 0; y < Alpha.Window.Height; y++)
        {
            ReadOnlySpan<float> row = Alpha.WindowRow(y);
            Span<float> target = background.WindowRow(Alpha.Window.Y + y).Slice(Alpha.Window.X, row.Length);
            for (int x = 0; x < row.Length; x++)
            {
                target[x] = Canvas.Format.HasAlpha && row[x] < 1f ? 1f : 1f - row[x];
            }
        }

        return background;
    }

    private void DrawAlpha()
    {
        int alpha = Canvas.Format.Channels - 1;
        for (int y = 0; y < Canvas.Height; y++)
        {
            for (int x = 0; x < Canvas.Width; x++)
            {
                Canvas[x, y, alpha] = (int)MathF.Round(Alpha[x, y] * Canvas.Format.MaxValue);
            }
        }
    }

    private static void DrawEdge(Image canvas, Matte matte, CanvasPlan plan)
    {
        int[] pixels = matte.Edge.Pixels;
        if (pixels.Length == 0)
        {
            return;
        }

        var line = new FloatImage(3, new PixelSize(pixels.Length, 1));
        for (int i = 0; i < matte.Edge.Own.Length; i++)
        {
            line.Plane(i % 3)[i / 3] = matte.Edge.Own[i];
        }

        Image own = ColorProfile.FromSrgb(line, canvas.Format, canvas.Metadata);
        PixelRect window = matte.Alpha.Window;
        for (int n = 0; n < pixels.Length; n++)
        {
            (int x, int y) = (window.X + (pixels[n] % window.Width) + plan.OffsetX, window.Y + (pixels[n] / window.Width) + plan.OffsetY);
            for (int c = 0; c < canvas.Format.ColorChannels && canvas.Size.Bounds.Contains(x, y); c++)
            {
                canvas[x, y, c] = own[n, 0, c];
            }
        }
    }
}
