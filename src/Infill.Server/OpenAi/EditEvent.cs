namespace Infill.Server.OpenAi;

/// <summary>A finished picture of a streamed edit.</summary>
internal sealed record EditEvent
{
    /// <summary>Always "image_edit.completed".</summary>
    public string Type { get; init; } = Completed;

    /// <summary>Name of the event.</summary>
    public const string Completed = "image_edit.completed";

    /// <summary>The file in base64.</summary>
    public required string B64Json { get; init; }

    /// <summary>When the job was accepted, Unix seconds.</summary>
    public required long CreatedAt { get; init; }

    /// <summary>Size of the picture.</summary>
    public required string Size { get; init; }

    /// <summary>As asked for, or "auto".</summary>
    public required string Quality { get; init; }

    /// <summary>Always "opaque".</summary>
    public string Background { get; init; } = "opaque";

    /// <summary>"png", "jpeg" or "webp".</summary>
    public required string OutputFormat { get; init; }

    /// <summary>Not counted.</summary>
    public EditUsage Usage { get; init; } = new();

    /// <summary>What the dialect has no member for.</summary>
    public required EditFacts Infill { get; init; }
}
