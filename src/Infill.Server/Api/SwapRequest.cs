using System.ComponentModel;
using Infill.Masks.Mattes;
using Infill.Workflows.Products;

namespace Infill.Server.Api;

/// <summary>What a product's background is swapped for; only for the workflow swap-background.</summary>
internal sealed record SwapRequest
{
    [Description("A colour (white, #e8ecf0), gradient:A-B (with @down, @up, @left, @right or @out), none for transparency, or prompt:TEXT for an engine that takes text (default white). Not beside a picture.")]
    public string? Background { get; init; }

    [Description("A picture behind the product, by id or in base64, scaled to cover the canvas; or the form's file 'background'.")]
    public PictureSource? BackgroundImage { get; init; }

    [Description("Shadow under the product: contact, keep (the photo's own) or none (default contact; none before none and prompt:).")]
    public ProductShadow? Shadow { get; init; }

    [Description("keep (the photo's own), square, or a size such as 1200x1200 (default keep). A product is never enlarged.")]
    public string? Canvas { get; init; }

    [Description("Room on each side of the product in percent of a new canvas, 0–45 (default 8).")]
    public double? MarginPercent { get; init; }

    [Description("The product's edge: refine it along the photo's edges, or keep the mask's (default auto: refined for hard masks and those of networks).")]
    public MatteEdges? Edges { get; init; }
}
