using Infill.Cli.Jobs;
using Infill.Cli.Reports;

namespace Infill.Cli.Batch;

/// <summary>One output of a batch, to be made, or known beforehand not to be possible.</summary>
internal sealed record BatchItem
{
    /// <summary>Place in the batch, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>Line of the manifest, from 1; null without one.</summary>
    public int? Line { get; init; }

    /// <summary>The picture as the user would name it; of a line that cannot be read, the manifest.</summary>
    public required string Input { get; init; }

    /// <summary>Path below the output folder, with forward slashes; null if it is not known.</summary>
    public string? Output { get; init; }

    /// <summary>What to run; null if <see cref="Problem"/> is not.</summary>
    public JobArguments? Job { get; init; }

    /// <summary>Why it cannot be run, or null.</summary>
    public Failure? Problem { get; init; }
}
