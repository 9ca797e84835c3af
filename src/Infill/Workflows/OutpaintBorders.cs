using Infill.Imaging;

namespace Infill.Workflows;

/// <summary>How far a picture grows on each side, in pixels; 0 = not at all.</summary>
/// <param name="Left">Columns added on the left, 0 or more.</param>
/// <param name="Top">Rows added on top, 0 or more.</param>
/// <param name="Right">Columns added on the right, 0 or more.</param>
/// <param name="Bottom">Rows added below, 0 or more.</param>
public readonly record struct OutpaintBorders(int Left, int Top, int Right, int Bottom)
{
    /// <summary>Borders in percent of the picture's side (left and right of its width, top and bottom of its height), rounded to pixels.</summary>
    /// <param name="size">The picture.</param>
    /// <param name="percent">Left, top, right, bottom; 50 = half a side. Each 0–10000.</param>
    /// <exception cref="InvalidRequestException">A percentage is not a number from 0 to 10000.</exception>
    public static OutpaintBorders FromPercent(PixelSize size, (double Left, double Top, double Right, double Bottom) percent)
    {
        double[] all = [percent.Left, percent.Top, percent.Right, percent.Bottom];
        if (Array.Exists(all, p => !(p is >= 0 and <= 10_000)))
        {
            throw new InvalidRequestException([$"Borders are {string.Join(", ", all)} percent; allowed are 0 to 10000 for each."]);
        }

        static int Pixels(int side, double percent) => (int)Math.Min(int.MaxValue, Math.Round(side * percent / 100));
        return new OutpaintBorders(
            Pixels(size.Width, percent.Left), Pixels(size.Height, percent.Top), Pixels(size.Width, percent.Right), Pixels(size.Height, percent.Bottom));
    }

    /// <summary>The least borders that give the picture a target ratio; only the side that is too short grows.</summary>
    /// <param name="size">The picture.</param>
    /// <param name="ratio">Width to height, for example 16 to 9; both above 0 and finite.</param>
    /// <param name="anchor">Where the picture stands in the wider canvas.</param>
    /// <exception cref="InvalidRequestException">The ratio is not two positive numbers, or beyond 1000 to 1.</exception>
    public static OutpaintBorders ForAspect(PixelSize size, (double Width, double Height) ratio, OutpaintAnchor anchor = OutpaintAnchor.Center)
    {
        double target = ratio.Width / ratio.Height;
        if (!(ratio.Width > 0 && ratio.Height > 0 && target is >= 1e-3 and <= 1e3))
        {
            throw new InvalidRequestException([$"Ratio is {ratio.Width}:{ratio.Height}; both must be above 0, and their ratio 1:1000 to 1000:1."]);
        }

        // A long side times 1000 still fits in 64 bits; the limit of Outpaint refuses what is too large.
        double columns = Math.Max(0, Math.Round(size.Height * target) - size.Width);
        double rows = Math.Max(0, Math.Round(size.Width / target) - size.Height);
        (int left, int right) = Share((int)Math.Min(columns, int.MaxValue), anchor);
        (int top, int bottom) = Share((int)Math.Min(rows, int.MaxValue), anchor);
        return size.Width < size.Height * target
            ? new OutpaintBorders(left, 0, right, 0)
            : new OutpaintBorders(0, top, 0, bottom);
    }

    /// <summary>A mask of the picture, such as its exclusions, moved to where the picture stands in the larger canvas.</summary>
    /// <param name="mask">Of the picture's size. Not modified.</param>
    /// <param name="canvas">Size of the picture with these borders.</param>
    public Mask ToCanvas(Mask mask, PixelSize canvas)
    {
        ArgumentNullException.ThrowIfNull(mask);
        var moved = new Mask(canvas, mask.Window.RelativeTo(-Left, -Top));
        mask.Values.CopyTo(moved.Values, 0);
        return moved;
    }

    private static (int Before, int After) Share(int pixels, OutpaintAnchor anchor) => anchor switch
    {
        OutpaintAnchor.Start => (0, pixels),
        OutpaintAnchor.End => (pixels, 0),
        _ => (pixels / 2, pixels - (pixels / 2)),
    };
}
