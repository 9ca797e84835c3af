namespace Infill.Server.Automatic;

/// <summary>The answer to img2img.</summary>
internal sealed record ImageResponse
{
    /// <summary>PNG files in base64, in the order of their seeds.</summary>
    public required IReadOnlyList<string> Images { get; init; }

    /// <summary>The request without its pictures.</summary>
    public required ImageRequest Parameters { get; init; }

    /// <summary>An <see cref="ImageInfo"/> as JSON text, as that program has it.</summary>
    public required string Info { get; init; }
}
