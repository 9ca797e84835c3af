namespace Infill.Cli.Reports;

/// <summary>A mask as a check sees it.</summary>
internal sealed record MaskLookRecord
{
    /// <summary>The mask as the user wrote it, with its places filled in.</summary>
    public required string Text { get; init; }

    /// <summary>"file", "expression" or "alpha".</summary>
    public required MaskKind Kind { get; init; }

    /// <summary>What the file's header says; absent for other kinds.</summary>
    public HeaderRecord? File { get; init; }

    /// <summary>Pixels above 0; absent if they are not known without decoding.</summary>
    public long? FilledPixels { get; init; }
}
