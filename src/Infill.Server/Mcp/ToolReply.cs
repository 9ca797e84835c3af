using Infill.Server.Jobs;

namespace Infill.Server.Mcp;

/// <summary>What a tool gives.</summary>
/// <param name="Answer">The structured part.</param>
/// <param name="Picture">A picture's file to look at, or null.</param>
/// <param name="Media">Its media type.</param>
internal sealed record ToolReply(ToolAnswer Answer, byte[]? Picture = null, string Media = "image/png")
{
    /// <summary>The stored file that a link leads to, whole and with its metadata; null for none.</summary>
    public StoredPicture? Full { get; init; }
}
