namespace Infill.Server.Automatic;

/// <summary>What was done.</summary>
internal sealed record ImageInfo
{
    /// <summary>As sent.</summary>
    public required string Prompt { get; init; }

    /// <summary>One per picture.</summary>
    public required IReadOnlyList<string> AllPrompts { get; init; }

    /// <summary>As sent.</summary>
    public required string NegativePrompt { get; init; }

    /// <summary>Of the first picture.</summary>
    public required int Seed { get; init; }

    /// <summary>One per picture.</summary>
    public required IReadOnlyList<int> AllSeeds { get; init; }

    /// <summary>Columns.</summary>
    public required int Width { get; init; }

    /// <summary>Rows.</summary>
    public required int Height { get; init; }

    /// <summary>Engine that filled.</summary>
    public required string SdModelName { get; init; }

    /// <summary>One per picture: settings as one text.</summary>
    public required IReadOnlyList<string> Infotexts { get; init; }

    /// <summary>Id of the job, for the native API.</summary>
    public required string Job { get; init; }

    /// <summary>SHA-256 over size, format and samples of each picture.</summary>
    public required IReadOnlyList<string> PixelSha256 { get; init; }

    /// <summary>What someone should know.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>"completed" or "degraded": the quality gate doubts a picture, or the run warned.</summary>
    public required string Status { get; init; }

    /// <summary>Why it is degraded, or null.</summary>
    public string? Reason { get; init; }

    /// <summary>What to do then, or null.</summary>
    public string? NextStep { get; init; }
}
