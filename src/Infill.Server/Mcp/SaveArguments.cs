using System.ComponentModel;

namespace Infill.Server.Mcp;

/// <summary>Arguments of save_image.</summary>
internal sealed record SaveArguments
{
    [Description("Handle of the picture.")]
    public required string Image { get; init; }

    [Description("Path of the new file below one of the opened folders; an existing file is never overwritten.")]
    public required string Path { get; init; }
}
