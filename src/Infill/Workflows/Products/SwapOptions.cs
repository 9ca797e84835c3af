using Infill.Masks.Mattes;

namespace Infill.Workflows.Products;

/// <summary>What a background is swapped for, and how.</summary>
public sealed record SwapOptions
{
    /// <summary>What to show behind the product, default white; null = a text engine fills it.</summary>
    public Backdrop? Backdrop { get; init; } = new();

    /// <summary>Shadow under the product, default contact; none before a clear backdrop and where an engine fills.</summary>
    public ProductShadow Shadow { get; init; } = ProductShadow.Contact;

    /// <summary>The canvas, default the photo's own.</summary>
    public ProductCanvas Canvas { get; init; } = ProductCanvas.Keep;

    /// <summary>What becomes of the mask's edge, default auto.</summary>
    public MatteEdges Edges { get; init; }

    /// <summary>Most pixels that the canvas may have, default 300 million.</summary>
    public long MaxPixels { get; init; } = Outpaint.DefaultMaxPixels;
}
