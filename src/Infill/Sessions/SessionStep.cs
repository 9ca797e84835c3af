namespace Infill.Sessions;

/// <summary>One edit of a session. Contents lie in the folder under their hashes.</summary>
public sealed record SessionStep
{
    /// <summary>"remove", "fill", "replace" and so on; for people.</summary>
    public required string Workflow { get; init; }

    /// <summary>SHA-256 of the request's JSON, lower case.</summary>
    public required string Request { get; init; }

    /// <summary>SHA-256 of the mask's file as it was applied, or null for an edit without one.</summary>
    public string? Mask { get; init; }

    /// <summary>SHA-256 of a second file that the request needs, or null: the picture behind a product, or the mask of what throws a shadow.</summary>
    public string? Extra { get; init; }

    /// <summary>SHA-256 of the picture's file before the edit: that of the step before, or the source.</summary>
    public required string Before { get; init; }

    /// <summary>SHA-256 of the picture's file after it.</summary>
    public required string After { get; init; }

    /// <summary>What was done, in a few words.</summary>
    public string Note { get; init; } = "";
}
