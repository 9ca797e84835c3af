using System.Text.Json.Serialization;

namespace Infill.Server.Automatic;

/// <summary>Scripts that change requests, of which there are none here.</summary>
internal sealed record ScriptList
{
    /// <summary>Always empty.</summary>
    [JsonPropertyName("txt2img")]
    public IReadOnlyList<string> TextToImage { get; init; } = [];

    /// <summary>Always empty.</summary>
    [JsonPropertyName("img2img")]
    public IReadOnlyList<string> ImageToImage { get; init; } = [];
}
