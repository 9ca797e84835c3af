using System.ComponentModel;
using Infill.Masks.Mattes;
using Infill.Workflows.Products;

namespace Infill.Server.Mcp;

/// <summary>Arguments of swap_background.</summary>
internal sealed record SwapArguments
{
    [Description("Handle of the picture.")]
    public required string Image { get; init; }

    [Description("Handle of the mask over the product, the thing that stays. Without one a picture with transparency is taken as cut out already; for any other the subject is looked for and shown first.")]
    public string? Mask { get; init; }

    [Description("A colour (white, #e8ecf0), gradient:A-B (with @down, @up, @left, @right or @out), none for transparency, or prompt:TEXT for an engine that takes text (default white).")]
    public string? Background { get; init; }

    [Description("Handle of a picture to put behind the product instead; it is scaled until it covers the canvas, and cut to its middle.")]
    public string? BackgroundImage { get; init; }

    [Description("Shadow under the product: contact draws one, keep takes over the photo's own, none draws none (default contact; none before none and prompt:).")]
    public ProductShadow? Shadow { get; init; }

    [Description("keep (the photo's own), square (just large enough for the product), or a size such as 1200x1200 (default keep). A product is never enlarged.")]
    public string? Canvas { get; init; }

    [Description("Room on each side of the product in percent of a new canvas, 0–45 (default 8).")]
    public double? MarginPercent { get; init; }

    [Description("The product's edge: refine follows the photo's own edges, keep takes the mask's (default auto: refine for hard masks and those of networks).")]
    public MatteEdges? Edges { get; init; }

    [Description("Engine for a background of prompt:TEXT, from list_engines (default: the first that takes text).")]
    public string? Engine { get; init; }

    [Description("Seed for a background of prompt:TEXT (default 1).")]
    public int? Seed { get; init; }
}
