namespace Infill.Server.OpenAi;

/// <summary>One picture of an answer.</summary>
internal sealed record EditImage
{
    /// <summary>The file in base64, or null.</summary>
    public string? B64Json { get; init; }

    /// <summary>Where the file is on this server, or null.</summary>
    public string? Url { get; init; }
}
