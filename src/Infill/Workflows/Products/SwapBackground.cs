using Infill.Engines;
using Infill.Imaging;
using Infill.Masks;
using Infill.Masks.Mattes;
using Infill.Tiles;

namespace Infill.Workflows.Products;

/// <summary>Puts a product before another background. Where its matte is 1 its pixels are locked: the keep proof of the run covers them.</summary>
public static class SwapBackground
{
    /// <summary>Name of the way that pixels were made, for traces.</summary>
    public const string Engine = "backdrop";

    /// <summary>Name of the workflow, for traces.</summary>
    public const string Workflow = "swap-background";

    /// <summary>Backdrops are laid down in blocks of this side, so that memory does not grow with the canvas.</summary>
    private const int BlockPx = 1024;

    private const int AllSides = 4;

    private static readonly BlendOptions AsItIs = new() { Method = BlendMethod.Feather, ColorMatch = false, GrainMatch = false };

    /// <summary>A request whose picture is the photo on its canvas, and whose mask is everything but the product.</summary>
    /// <param name="photo">The photo; not modified.</param>
    /// <param name="subject">The product in it, 1 = product, hard or soft; of the photo's size, not modified.</param>
    /// <param name="options">Backdrop, shadow, canvas; null = white, with a contact shadow, on the photo's own canvas.</param>
    /// <returns>With <see cref="InpaintRequest.Given"/>, or without where a text engine is to fill: then engine and prompt are the caller's to set.
    /// Its check looks at the silhouette and for a halo.</returns>
    /// <exception cref="InvalidRequestException">No product, nothing but product, none of it opaque, or a canvas beyond the limit.</exception>
    public static InpaintRequest ToRequest(Image photo, Mask subject, SwapOptions? options = null)
    {
        options ??= new SwapOptions();
        ArgumentNullException.ThrowIfNull(photo);
        if (FindReason(subject, photo.Size) is string reason)
        {
            throw new InvalidRequestException([reason]);
        }

        RequireCanvas(options.Canvas);
        PixelRect bounds = MaskGrow.Harden(subject).FindBounds();
        CanvasPlan plan = options.Canvas.Plan(photo.Size, bounds);
        RequireSize(plan.Size, photo.Format, options.MaxPixels);
        (Image image, Mask mask) = Scale(photo, subject, plan.Scaled);
        Matte matte = MatteMaker.Make(image, mask, options.Edges);
        Backdrop? backdrop = options.Backdrop;
        PlacedProduct product = PlacedProduct.Of(image, matte, plan, clear: backdrop?.IsClear == true);
        if (product.Locked == 0)
        {
            throw new InvalidRequestException([plan.Scaled == photo.Size
                ? $"Nothing of the product ({bounds.Width}×{bounds.Height} pixels) is opaque, so no pixel of it could be locked; mark it in white, and larger than its own edge."
                : $"The canvas of {plan.Size} scales the photo down to {plan.Scaled}, where nothing of the product is left opaque; ask for a larger canvas, or less margin."]);
        }

        EdgeHalo halo = EdgeHalo.Of(matte);
        halo = halo with { Worst = halo.Worst?.RelativeTo(-plan.OffsetX, -plan.OffsetY).Intersect(plan.Size.Bounds) };
        string[] notes = [.. Notes(options, plan, photo.Size)];
        (Image? behind, string? lost) = backdrop is null ? (null, null) : Paint(options, product, plan.Move(mask));
        var check = new ProductCheck(product, halo, behind, plan.Move(mask));
        return new InpaintRequest
        {
            Image = product.Canvas,
            Mask = product.ToBackground(),
            Engine = Engine,
            Workflow = Workflow,
            Given = behind is null ? null : new GivenFill { Image = behind, Notes = notes, Warnings = [.. Warn(options, plan, bounds, photo.Size), .. lost is null ? [] : (string[])[lost]] },
            Notes = notes,
            Check = check.Look,
            Options = new InpaintOptions { Mask = FillRegion.ExactMask, Blend = AsItIs, Plan = new PlanOptions { Passes = behind is null ? [] : Blocks(plan.Size) } },
        };
    }

    /// <summary>Why a mask marks no product whose background could be swapped, as a sentence; null if it does. For callers that have no whole request yet.</summary>
    /// <param name="subject">1 = product.</param>
    /// <param name="photo">Size of its photo.</param>
    public static string? FindReason(Mask subject, PixelSize photo)
    {
        ArgumentNullException.ThrowIfNull(subject);
        long marked = subject.Values.LongCount(value => value >= MaskGrow.HardValue);
        return subject.Size != photo ? $"Mask is {subject.Size}, picture is {photo}; both must have the same size."
            : marked == 0 ? "The mask marks no product: nothing in it reaches one half. White marks the product, black what is behind it."
            : marked == photo.Area ? $"The mask covers the whole {photo} picture, subject and background, so there is nothing to swap; mark the product alone. Was the other polarity meant?"
            : null;
    }

    private static void RequireCanvas(ProductCanvas canvas)
    {
        string? reason = canvas.Margin is not (>= 0 and <= ProductCanvas.MostMargin) ? $"Margin is {canvas.Margin}; it must be 0 to {ProductCanvas.MostMargin} of the canvas."
            : canvas.Size is PixelSize size && (size.Width < 1 || size.Height < 1) ? $"Canvas is {size}; both sides must be at least 1."
            : null;
        if (reason is not null)
        {
            throw new InvalidRequestException([reason]);
        }
    }

    private static void RequireSize(PixelSize canvas, PixelFormat format, long maxPixels)
    {
        if (canvas.Area > maxPixels || canvas.Area * (format.Channels + 1) > Array.MaxLength)
        {
            throw new InvalidRequestException([$"The canvas would be {canvas}; at most {maxPixels} pixels are allowed. Ask for less margin or a smaller size, or raise the limit."]) { IsLimit = true };
        }
    }

    private static (Image Photo, Mask Subject) Scale(Image photo, Mask subject, PixelSize size) => size == photo.Size
        ? (photo, subject)
        : (AreaResample.Reduce(photo, size), MaskImage.FromImage(AreaResample.Reduce(MaskImage.ToImage16(subject), size)));

    private static (Image Behind, string? Lost) Paint(SwapOptions options, PlacedProduct product, Mask subject)
    {
        Backdrop backdrop = options.Backdrop!;
        if (backdrop.IsClear)
        {
            return (product.ToCutOut(), null);
        }

        FloatImage ground = backdrop.Paint(product.Canvas.Size);
        bool isFound = true;
        if (options.Shadow == ProductShadow.Contact)
        {
            ContactShadow.Lay(ground, product.Alpha, backdrop.Picture is null ? BackdropLight.Even : BackdropLight.Of(ground));
        }
        else if (options.Shadow == ProductShadow.Keep)
        {
            isFound = KeptShadow.Lay(ground, product.Canvas, subject);
        }

        return (
            ColorProfile.FromSrgb(ground, product.Canvas.Format, product.Canvas.Metadata),
            isFound ? null : "No shadow stands out beside the product in the photo, so none was kept; a contact shadow can be drawn instead.");
    }

    private static IEnumerable<string> Notes(SwapOptions options, CanvasPlan plan, PixelSize photo)
    {
        foreach (string sentence in options.Backdrop?.Describe(plan.Size) ?? [])
        {
            yield return sentence;
        }

        if (plan.Scaled != photo)
        {
            yield return $"The product does not fit into the canvas of {plan.Size}, so it was resampled: the photo of {photo} was scaled down to {plan.Scaled}, and the product's pixels are locked from there on.";
        }
    }

    // What is cut off in the photo would float in the middle of a new canvas.
    private static IEnumerable<string> Warn(SwapOptions options, CanvasPlan plan, PixelRect product, PixelSize photo)
    {
        foreach (string sentence in options.Backdrop?.Warn(plan.Size) ?? [])
        {
            yield return sentence;
        }

        string[] sides = [.. new[] { product.X == 0 ? "left" : "", product.Y == 0 ? "top" : "", product.Right == photo.Width ? "right" : "", product.Bottom == photo.Height ? "bottom" : "" }.Where(side => side.Length > 0)];
        if (sides.Length == AllSides)
        {
            yield return "The mask reaches all four edges of the photo, as a background does and a product hardly ever; does it mark the subject together with the background, or is another polarity meant?";
        }
        else if (options.Canvas.IsNew && sides.Length > 0)
        {
            yield return $"The product reaches the photo's {string.Join(" and ", sides)} edge, so it may be cut off there on the new canvas.";
        }
    }

    private static List<PixelRect> Blocks(PixelSize canvas)
    {
        if (canvas.Area <= 4L * BlockPx * BlockPx)
        {
            return [];
        }

        var blocks = new List<PixelRect>();
        for (int y = 0; y < canvas.Height; y += BlockPx)
        {
            for (int x = 0; x < canvas.Width; x += BlockPx)
            {
                blocks.Add(new PixelRect(x, y, BlockPx, BlockPx).Intersect(canvas.Bounds));
            }
        }

        return blocks;
    }
}
