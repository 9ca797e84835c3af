namespace Infill.Cli.Jobs;

/// <summary>A job whose outputs are checked.</summary>
/// <param name="Job">What to do.</param>
/// <param name="Outputs">Where to write.</param>
internal sealed record PlannedJob(JobArguments Job, OutputPlan Outputs);
