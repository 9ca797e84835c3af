using System.ComponentModel;

namespace Infill.Server.Api;

/// <summary>What a client asks of PATCH /v1/masks/{id}.</summary>
internal sealed record MaskPatchRequest
{
    [Description("The changed tiles of level 0, 1–256.")]
    public required IReadOnlyList<MaskTile> Tiles { get; init; }
}
