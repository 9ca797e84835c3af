using System.ComponentModel;
using Infill.Tiles;

namespace Infill.Server.Api;

/// <summary>Options of the mask and blend stages; what is absent is the workflow's default.</summary>
internal sealed record StageOptionsRequest
{
    [Description("Growth of the mask in pixels, 0–512.")]
    public int? GrowPx { get; init; }

    [Description("Growth in percent of each object's size, 0–100 (remove and replace: 3); not beside grow_px.")]
    public double? GrowPercent { get; init; }

    [Description("Width of the inward fade in pixels, 0–512.")]
    public int? FeatherPx { get; init; }

    [Description("Kept islands within the mask of up to so many pixels are filled.")]
    public int? FillHolesPx { get; init; }

    [Description("Parts of the mask with fewer pixels are dropped.")]
    public int? DropSpecksPx { get; init; }

    [Description("How fill and original meet (default auto).")]
    public BlendMethod? Blend { get; init; }

    [Description("False leaves the fill's colours as they are (default true).")]
    public bool? ColorMatch { get; init; }

    [Description("False leaves smooth fills without grain (default true).")]
    public bool? Grain { get; init; }
}
