using System.ComponentModel;

namespace Infill.Server.Mcp;

/// <summary>Arguments of compare.</summary>
internal sealed record CompareArguments
{
    [Description("Handle of the picture before.")]
    public required string Before { get; init; }

    [Description("Handle of the picture after.")]
    public required string After { get; init; }
}
