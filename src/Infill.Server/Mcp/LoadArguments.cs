using System.ComponentModel;

namespace Infill.Server.Mcp;

/// <summary>Arguments of load_image; exactly one is given.</summary>
internal sealed record LoadArguments
{
    [Description("Path of a picture file below one of the folders that the user opened to this server; only when it runs on the user's machine (stdio).")]
    public string? Path { get; init; }

    [Description("The picture file itself in base64 (JPEG, PNG, WebP, TIFF, AVIF or GIF).")]
    public byte[]? Base64 { get; init; }
}
