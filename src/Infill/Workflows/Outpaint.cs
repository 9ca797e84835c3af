using Infill.Imaging;
using Infill.Masks;

namespace Infill.Workflows;

/// <summary>Extends a picture beyond its borders; the original pixels are the kept ones.</summary>
public static class Outpaint
{
    /// <summary>Most pixels that the result may have unless the caller says otherwise, as many as a file may have on load.</summary>
    public const long DefaultMaxPixels = 300_000_000;

    /// <summary>Name of the workflow, for traces.</summary>
    public const string Workflow = "extend";

    /// <summary>Width of the fade in pixels between the repeated edge and the generated border.</summary>
    public const int FeatherPx = 2;

    /// <summary>A request over a larger canvas: the original, and borders to fill strip by strip.</summary>
    /// <param name="image">The picture; its format and metadata are the result's.</param>
    /// <param name="borders">Pixels to add; see also <see cref="OutpaintBorders.FromPercent"/> and <see cref="OutpaintBorders.ForAspect"/>.</param>
    /// <param name="engine">Name of the engine, default "patch".</param>
    /// <param name="options">Options per stage; null = defaults. Mask options and passes are replaced: the borders decide them.</param>
    /// <param name="maxPixels">Most pixels of the result, default <see cref="DefaultMaxPixels"/>.</param>
    /// <exception cref="InvalidRequestException">A border is negative, all are 0, or the result passes the limit.</exception>
    /// <remarks>Under the mask the canvas repeats the original's edge and is opaque, so that what is not generated
    /// fully (the fade) looks like its neighbours.</remarks>
    public static InpaintRequest ToRequest(
        Image image, OutpaintBorders borders, string engine = "patch", InpaintOptions? options = null, long maxPixels = DefaultMaxPixels)
    {
        ArgumentNullException.ThrowIfNull(image);
        PixelSize size = RequireSize(image, borders, maxPixels);
        var original = new PixelRect(borders.Left, borders.Top, image.Width, image.Height);
        options ??= new InpaintOptions();
        return new InpaintRequest
        {
            Image = OutpaintCanvas.Extend(image, size, original),
            Mask = MaskAround(original, size),
            Engine = engine,
            Workflow = Workflow,
            Options = options with
            {
                Mask = new MaskOptions { FillHolesPx = 0, DropSpecksPx = 0, GrowPx = 0, FeatherPx = FeatherPx },
                Plan = options.Plan with { Passes = OutpaintStrips.Plan(original, size) },
            },
        };
    }

    private static PixelSize RequireSize(Image image, OutpaintBorders borders, long maxPixels)
    {
        int[] all = [borders.Left, borders.Top, borders.Right, borders.Bottom];
        if (Array.Exists(all, b => b < 0) || Array.TrueForAll(all, b => b == 0))
        {
            throw new InvalidRequestException(
                [$"Borders are {string.Join(", ", all)} (left, top, right, bottom); none may be negative and one must be above 0."]);
        }

        long width = (long)image.Width + borders.Left + borders.Right;
        long height = (long)image.Height + borders.Top + borders.Bottom;
        if (width > int.MaxValue || height > int.MaxValue || width * height > maxPixels || width * height * image.Format.Channels > Array.MaxLength)
        {
            throw new InvalidRequestException(
                [$"The result would be {width}×{height} pixels; at most {maxPixels} pixels and {Array.MaxLength} samples are allowed. Add less, or raise the limit."])
            {
                IsLimit = true,
            };
        }

        return new PixelSize((int)width, (int)height);
    }

    private static Mask MaskAround(PixelRect original, PixelSize size)
    {
        PixelRect window = BoundsOfNew(original, size);
        var mask = new Mask(size, window);
        mask.Values.AsSpan().Fill(1f);
        PixelRect kept = original.Intersect(window);
        for (int y = kept.Y; y < kept.Bottom; y++)
        {
            mask.WindowRow(y - window.Y).Slice(kept.X - window.X, kept.Width).Clear();
        }

        return mask;
    }

    private static PixelRect BoundsOfNew(PixelRect original, PixelSize size)
    {
        PixelRect left = new(0, 0, original.X, size.Height);
        PixelRect right = PixelRect.FromEdges(original.Right, 0, size.Width, size.Height);
        PixelRect top = new(0, 0, size.Width, original.Y);
        PixelRect bottom = PixelRect.FromEdges(0, original.Bottom, size.Width, size.Height);
        return left.Union(right).Union(top).Union(bottom);
    }
}
