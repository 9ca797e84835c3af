namespace Infill.Server.OpenAi;

/// <summary>A picture in a JSON edit.</summary>
internal sealed record ImageReference
{
    /// <summary>A data URL; others are refused.</summary>
    public string? ImageUrl { get; init; }

    /// <summary>Id of a file of OpenAI's; refused, as there are none here.</summary>
    public string? FileId { get; init; }
}
