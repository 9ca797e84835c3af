using System.ComponentModel;

namespace Infill.Server.Mcp;

/// <summary>Arguments of preview_mask.</summary>
internal sealed record PreviewArguments
{
    [Description("Handle of the picture.")]
    public required string Image { get; init; }

    [Description("Handle of the mask, from propose_mask.")]
    public required string Mask { get; init; }
}
