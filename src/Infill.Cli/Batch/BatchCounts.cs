namespace Infill.Cli.Batch;

/// <summary>How many items ended how.</summary>
internal sealed record BatchCounts
{
    /// <summary>Written in this run, those with warnings included.</summary>
    public int Done { get; init; }

    /// <summary>Of them, those with warnings.</summary>
    public int Degraded { get; init; }

    /// <summary>Done by an earlier run.</summary>
    public int Skipped { get; init; }

    /// <summary>Not written.</summary>
    public int Failed { get; init; }

    /// <summary>All that ended.</summary>
    public int Ended => Done + Skipped + Failed;

    /// <summary>One more.</summary>
    public BatchCounts With(ItemStatus status) => status switch
    {
        ItemStatus.Done => this with { Done = Done + 1 },
        ItemStatus.Degraded => this with { Done = Done + 1, Degraded = Degraded + 1 },
        ItemStatus.Skipped => this with { Skipped = Skipped + 1 },
        _ => this with { Failed = Failed + 1 },
    };
}
