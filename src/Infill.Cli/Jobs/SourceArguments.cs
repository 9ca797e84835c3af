using System.Text.Json.Serialization;

namespace Infill.Cli.Jobs;

/// <summary>Input of a job as the user wrote it; recorded in traces.</summary>
internal sealed record SourceArguments
{
    /// <summary>Path of the picture, "-" for stdin.</summary>
    public required string Image { get; init; }

    /// <summary>Path of a mask, "-" for stdin, a mask expression, "alpha", or null.</summary>
    public string? Mask { get; init; }

    /// <summary>"white", "black", "transparent", "opaque", or null for the default of the mask's kind.</summary>
    public string? Polarity { get; init; }

    /// <summary>Path, "-" or expression of what must not be copied, or null.</summary>
    public string? Exclude { get; init; }

    /// <summary>Folder from which mask and exclusion take their relative paths, or null for the current one. In no trace: those name masks of their own.</summary>
    [JsonIgnore]
    public string? MaskFolder { get; init; }

    /// <summary>True if a mask that a network found may be applied unseen. In no trace: those name the mask that was found.</summary>
    [JsonIgnore]
    public bool IsAgreed { get; init; }

    /// <summary>Guide lines as "x,y x,y …" in pixels.</summary>
    public IReadOnlyList<string> Guides { get; init; } = [];

    /// <summary>True accepts pictures that decode with warnings.</summary>
    public bool Lenient { get; init; }

    /// <summary>Largest picture in megapixels, or null for the library's limit.</summary>
    public int? MaxMegapixels { get; init; }

    /// <summary>Most megabytes for decoded pixels, or null for the library's limit.</summary>
    public int? MaxMemoryMb { get; init; }

    /// <summary>The path that a mask's text names, if it names one.</summary>
    public string MaskPath(string text) => MaskFolder is null ? text : Path.Combine(MaskFolder, text);
}
