using System.Text.Json.Serialization;
using Infill.Imaging;

namespace Infill.Cli.Jobs;

/// <summary>What a job writes, as the user wrote it.</summary>
internal sealed record OutputArguments
{
    /// <summary>File to write, "-" for stdout, or null if the user named none.</summary>
    public string? Path { get; init; }

    /// <summary>Folder that <see cref="Path"/> lies in and that may be made with those above it, or null if the path's own folder must be there.</summary>
    public string? Folder { get; init; }

    /// <summary>Format to write, or null for the extension's, else the input's.</summary>
    public FileFormat? Format { get; init; }

    /// <summary>Number of fills, 1–1000.</summary>
    public int Count { get; init; } = 1;

    /// <summary>JPEG quality 1–100, or null for the input's.</summary>
    public int? JpegQuality { get; init; }

    /// <summary>True writes no metadata.</summary>
    public bool StripMetadata { get; init; }

    /// <summary>True replaces existing files, the input included.</summary>
    public bool Overwrite { get; init; }

    /// <summary>HTML page of the edit to write, or null. In no trace: a replay makes no page.</summary>
    [JsonIgnore]
    public string? Report { get; init; }

    /// <summary>Folder for the trace, or null.</summary>
    public string? TraceFolder { get; init; }
}
