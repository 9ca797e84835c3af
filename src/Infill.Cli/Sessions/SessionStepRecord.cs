namespace Infill.Cli.Sessions;

/// <summary>One edit of a session.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Workflow">The edit's command: "remove", "fill", "swap-background" and so on.</param>
/// <param name="Note">What was done.</param>
/// <param name="IsApplied">False if it is undone.</param>
/// <param name="After">SHA-256 of the picture's file after it.</param>
internal sealed record SessionStepRecord(int Number, string Workflow, string Note, bool IsApplied, string After);
