using Infill.Imaging;

namespace Infill.Cli.Jobs;

/// <summary>What <c>infill mask</c> was asked for.</summary>
internal sealed record MaskJob
{
    /// <summary>Picture and mask.</summary>
    public required SourceArguments Source { get; init; }

    /// <summary>Preparation to apply; nothing by default.</summary>
    public MaskArguments Preparation { get; init; } = new();

    /// <summary>Mask file to write, "-" for stdout, or null.</summary>
    public string? Output { get; init; }

    /// <summary>Folder for one mask file per input, or null.</summary>
    public string? OutputFolder { get; init; }

    /// <summary>Overlay to write, "-" for stdout, or null.</summary>
    public string? Preview { get; init; }

    /// <summary>Folder for one overlay per input, or null.</summary>
    public string? PreviewFolder { get; init; }

    /// <summary>Format of what has no extension, or null: PNG for masks, the input's for overlays.</summary>
    public FileFormat? Format { get; init; }

    /// <summary>True writes and describes every proposal, not the best alone.</summary>
    public bool Candidates { get; init; }

    /// <summary>True prints the description even if files are written.</summary>
    public bool Describe { get; init; }

    /// <summary>True replaces existing files.</summary>
    public bool Overwrite { get; init; }
}
