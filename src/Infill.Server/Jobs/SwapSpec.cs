using Infill.Masks.Mattes;
using Infill.Workflows.Products;

namespace Infill.Server.Jobs;

/// <summary>What a product's background is swapped for; texts are the command line's, and were read once already.</summary>
internal sealed record SwapSpec
{
    /// <summary>A colour, a gradient, none or a prompt, as <see cref="BackgroundText"/> reads it; means nothing beside a picture.</summary>
    public string Background { get; init; } = BackgroundText.Default;

    /// <summary>Content hash of a picture that stands behind the product, or null.</summary>
    public string? Picture { get; init; }

    /// <summary>The shadow under it, or null for the background's usual one.</summary>
    public ProductShadow? Shadow { get; init; }

    /// <summary>The canvas, as <see cref="CanvasText"/> reads it.</summary>
    public string Canvas { get; init; } = CanvasText.KeepWord;

    /// <summary>Room on each side of a new canvas in percent, or null.</summary>
    public double? MarginPercent { get; init; }

    /// <summary>What becomes of the mask's edge.</summary>
    public MatteEdges Edges { get; init; }

    /// <summary>The background as it was read; of a picture its usual colour.</summary>
    public BackgroundText Read() => BackgroundText.Parse(Background) is BackgroundText text && Picture is null ? text : BackgroundText.Parse(BackgroundText.Default)!;
}
