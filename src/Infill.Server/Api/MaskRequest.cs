using System.ComponentModel;

namespace Infill.Server.Api;

/// <summary>What a client asks of POST /v1/masks.</summary>
internal sealed record MaskRequest
{
    [Description("The picture that the mask is for.")]
    public required PictureSource Image { get; init; }

    [Description("What to draw or read.")]
    public required MaskSource Mask { get; init; }
}
