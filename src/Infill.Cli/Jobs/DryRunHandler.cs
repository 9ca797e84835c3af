using Infill.Cli.Commands;
using Infill.Cli.Reports;

namespace Infill.Cli.Jobs;

/// <summary>Says what <see cref="JobHandler"/> would do.</summary>
internal static class DryRunHandler
{
    /// <summary>Checks, reads and tells; writes nothing, not even a folder.</summary>
    /// <param name="template">The job as the user wrote it; its picture is the first of <paramref name="inputs"/>.</param>
    /// <param name="inputs">Files, folders and patterns, or "-".</param>
    /// <param name="voice">Where results and errors go.</param>
    /// <param name="cancellationToken">Ends the command.</param>
    /// <returns>What the run would answer as far as that can be known.</returns>
    /// <exception cref="CliException">Nothing can be run as it stands.</exception>
    public static ExitCode Run(JobArguments template, IReadOnlyList<string> inputs, Voice voice, CancellationToken cancellationToken) =>
        JobInputs.Run(template, inputs, voice, touches: false, (plan, shelf) =>
        {
            PlanReport.Write(new DryRun(shelf.For(plan.Job), voice.Streams).Look(plan.Job, plan.Outputs, cancellationToken), voice);
            return ExitCode.Done;
        });
}
