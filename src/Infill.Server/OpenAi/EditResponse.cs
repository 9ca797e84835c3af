namespace Infill.Server.OpenAi;

/// <summary>The answer to an edit.</summary>
internal sealed record EditResponse
{
    /// <summary>When the job was accepted, Unix seconds.</summary>
    public required long Created { get; init; }

    /// <summary>The pictures, in the order of their seeds.</summary>
    public required IReadOnlyList<EditImage> Data { get; init; }

    /// <summary>Always "opaque".</summary>
    public string Background { get; init; } = "opaque";

    /// <summary>"png", "jpeg" or "webp".</summary>
    public required string OutputFormat { get; init; }

    /// <summary>Size of the pictures, the sent picture's own: "640x427".</summary>
    public required string Size { get; init; }

    /// <summary>As asked for, or "auto".</summary>
    public required string Quality { get; init; }

    /// <summary>Not counted.</summary>
    public EditUsage Usage { get; init; } = new();

    /// <summary>What the dialect has no member for.</summary>
    public required EditFacts Infill { get; init; }
}
