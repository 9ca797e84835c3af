namespace Infill.Cli.Batch;

/// <summary>Everything that a batch will do, in its order.</summary>
/// <param name="Items">One per output; those that cannot be run carry their problem.</param>
/// <param name="Notes">What the user should know before: folders that were left out.</param>
internal sealed record BatchPlan(IReadOnlyList<BatchItem> Items, IReadOnlyList<string> Notes);
