namespace Infill.Cli.Jobs.Page;

/// <summary>What the page of a job shows of one output that was written.</summary>
/// <param name="After">The result as JPEG.</param>
/// <param name="Heat">Where the gate found something wrong, as JPEG; null if nowhere, or nobody judged.</param>
/// <param name="Decisions">What each stage decided.</param>
internal sealed record SeenOutput(byte[] After, byte[]? Heat, IReadOnlyList<string> Decisions);
