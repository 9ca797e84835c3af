using System.ComponentModel;

namespace Infill.Server.Mcp;

/// <summary>Arguments of remove_shadow.</summary>
internal sealed record ShadowArguments
{
    [Description("Handle of the picture.")]
    public required string Image { get; init; }

    [Description("Handle of a mask over the shadow, roughly; its edge is looked for. Without it the shadow is looked for and shown, and nothing runs.")]
    public string? Mask { get; init; }

    [Description("Handle of a mask over the thing that throws the shadow, to look for its shadow; not beside mask.")]
    public string? Object { get; init; }
}
