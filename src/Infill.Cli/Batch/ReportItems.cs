namespace Infill.Cli.Batch;

/// <summary>What a report shows.</summary>
/// <param name="Folder">Where outputs are.</param>
/// <param name="Outcomes">How each item ended.</param>
/// <param name="Thumbnails">Pictures before and after.</param>
internal sealed record ReportItems(OutputFolder Folder, IReadOnlyList<ItemOutcome> Outcomes, ThumbnailStore Thumbnails);
