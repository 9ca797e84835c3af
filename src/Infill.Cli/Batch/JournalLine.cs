namespace Infill.Cli.Batch;

/// <summary>One line of a journal; which members are there depends on the kind.</summary>
internal sealed record JournalLine
{
    /// <summary>What the line says.</summary>
    public required JournalKind Kind { get; init; }

    /// <summary>Header: version of the journal's form.</summary>
    public int? Form { get; init; }

    /// <summary>Header: hash of the options that all items share.</summary>
    public string? Asked { get; init; }

    /// <summary>Header: the same for people.</summary>
    public string? Command { get; init; }

    /// <summary>All but the header: path below the output folder.</summary>
    public string? Output { get; init; }

    /// <summary>Done: hash of the job, see <see cref="ItemStamp.JobHash"/>.</summary>
    public string? Job { get; init; }

    /// <summary>Done: lengths and times of the inputs, see <see cref="ItemStamp.InputsOf"/>.</summary>
    public string? Inputs { get; init; }

    /// <summary>Done and former: length of the file.</summary>
    public long? Bytes { get; init; }

    /// <summary>Done and former: SHA-256 of the file, lower-case hex.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Done: what the user should know of the result.</summary>
    public IReadOnlyList<string>? Warnings { get; init; }

    /// <summary>Done: wall-clock seconds.</summary>
    public double? Seconds { get; init; }

    /// <summary>Failed: why.</summary>
    public string? Reason { get; init; }
}
