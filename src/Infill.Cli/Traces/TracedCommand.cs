using Infill.Cli.Jobs;

namespace Infill.Cli.Traces;

/// <summary>What the user asked for, as a trace keeps it.</summary>
internal sealed record TracedCommand
{
    /// <summary>The command's arguments.</summary>
    public required JobArguments Job { get; init; }

    /// <summary>Path of the picture relative to the trace's folder, for folders that moved together; "-" if it came from stdin.</summary>
    public required string InputFromTrace { get; init; }
}
