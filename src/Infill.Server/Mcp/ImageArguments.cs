using System.ComponentModel;

namespace Infill.Server.Mcp;

/// <summary>Arguments of tools about one picture.</summary>
internal sealed record ImageArguments
{
    [Description("Handle of a picture that an edit answered.")]
    public required string Image { get; init; }
}
