using System.ComponentModel;

namespace Infill.Server.Mcp;

/// <summary>Arguments of tools about one picture.</summary>
internal sealed record ImageArguments
{
    [Description("Handle of the picture, from load_image or from an edit.")]
    public required string Image { get; init; }
}
