using Infill.Imaging;
using Infill.Server.Jobs;
using Infill.Workflows.Products;

namespace Infill.Server.Running;

/// <summary>From a job and its pictures to a request with another background: the same as the command line's for the same words.</summary>
internal static class SwapMaker
{
    /// <summary>Bytes of memory per pixel of the canvas, from the photo on it to the finished picture (docs/products.md).</summary>
    public const int BytesPerPixel = 40;

    /// <summary>Of a canvas, measured on two busy cores between 0.2 and 9 megapixels: matte, shadow, check and file.</summary>
    public const double SecondsPerMegapixel = 2.5;

    /// <summary>Puts the product on its canvas, before what was asked for.</summary>
    /// <param name="spec">The job, with what is swapped.</param>
    /// <param name="photo">Its picture.</param>
    /// <param name="product">1 = product.</param>
    /// <param name="behind">The picture behind it, or null.</param>
    /// <param name="mostPixels">Most pixels of the canvas.</param>
    /// <exception cref="InvalidRequestException">No product, nothing but product, or a canvas beyond the limit.</exception>
    public static InpaintRequest Make(JobSpec spec, Image photo, Mask product, Image? behind, long mostPixels)
    {
        SwapSpec swap = spec.Swap!;
        BackgroundText background = swap.Read();
        CanvasText canvas = CanvasText.Parse(swap.Canvas)!.Value;
        InpaintRequest request = SwapBackground.ToRequest(photo, product, new SwapOptions
        {
            Backdrop = behind is null ? background.Colors : new Backdrop { Picture = behind },
            Shadow = swap.Shadow ?? background.UsualShadow,
            Canvas = canvas.ToCanvas(swap.MarginPercent),
            Edges = swap.Edges,
            MaxPixels = mostPixels,
        });
        request = swap.MarginPercent is not null && !canvas.IsNew ? request with { Notes = [.. request.Notes, CanvasText.MarginUnused] } : request;
        return request.Given is not null ? request : request with
        {
            Engine = spec.Engine,
            Options = request.Options with { Fill = spec.Options.Fill with { Prompt = background.Prompt } },
        };
    }
}
