using Infill.Imaging;

namespace Infill.Cli.Traces;

/// <summary>What <c>infill replay</c> was asked for.</summary>
internal sealed record ReplayJob
{
    /// <summary>Path of a trace.json or of its folder.</summary>
    public required string Trace { get; init; }

    /// <summary>The picture, "-" for stdin, or null for the recorded path.</summary>
    public string? Input { get; init; }

    /// <summary>File to write, "-" for stdout, or null for a comparison only.</summary>
    public string? Output { get; init; }

    /// <summary>Format to write, or null for the extension's, else the recorded one, else the input's.</summary>
    public FileFormat? Format { get; init; }

    /// <summary>True replaces an existing output.</summary>
    public bool Overwrite { get; init; }

    /// <summary>Worker threads, or null for the recorded number.</summary>
    public int? Threads { get; init; }
}
