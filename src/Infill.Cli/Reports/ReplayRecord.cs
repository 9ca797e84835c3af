namespace Infill.Cli.Reports;

/// <summary>What <c>infill replay --json</c> prints.</summary>
internal sealed record ReplayRecord
{
    /// <summary>Kind of this record: always "replay".</summary>
    public string Record { get; init; } = "replay";

    /// <summary>True if the replayed pixels have the recorded hash.</summary>
    public required bool SameBytes { get; init; }

    /// <summary>Hash in the trace.</summary>
    public required string RecordedSha256 { get; init; }

    /// <summary>Hash of this run.</summary>
    public required string ReplayedSha256 { get; init; }

    /// <summary>What differs between the machine of the trace and this one and may change bytes; empty on the same machine.</summary>
    public required IReadOnlyList<string> Differences { get; init; }

    /// <summary>File that was written, or absent.</summary>
    public string? Output { get; init; }

    /// <summary>Wall-clock seconds.</summary>
    public required double Seconds { get; init; }
}
