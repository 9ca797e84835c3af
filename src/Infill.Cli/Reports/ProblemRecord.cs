namespace Infill.Cli.Reports;

/// <summary>One thing that keeps a job from running.</summary>
/// <param name="ExitCode">The code that a run would end with because of it.</param>
/// <param name="Message">One sentence: what, got, allowed, remedy.</param>
internal sealed record ProblemRecord(int ExitCode, string Message);
