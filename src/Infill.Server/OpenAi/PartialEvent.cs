namespace Infill.Server.OpenAi;

/// <summary>A picture on its way, of a streamed edit.</summary>
internal sealed record PartialEvent
{
    /// <summary>Name of the event.</summary>
    public const string Partial = "image_edit.partial_image";

    /// <summary>Always "image_edit.partial_image".</summary>
    public string Type { get; init; } = Partial;

    /// <summary>A small PNG file in base64, whatever the output format is.</summary>
    public required string B64Json { get; init; }

    /// <summary>From 0.</summary>
    public required int PartialImageIndex { get; init; }

    /// <summary>When the job was accepted, Unix seconds.</summary>
    public required long CreatedAt { get; init; }

    /// <summary>Size of this picture, at most 1024 a side.</summary>
    public required string Size { get; init; }

    /// <summary>As asked for, or "auto".</summary>
    public required string Quality { get; init; }

    /// <summary>Always "opaque".</summary>
    public string Background { get; init; } = "opaque";

    /// <summary>Always "png".</summary>
    public string OutputFormat { get; init; } = "png";
}
