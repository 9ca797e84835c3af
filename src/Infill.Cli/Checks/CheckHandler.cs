using Infill.Cli.Commands;
using Infill.Cli.Inputs;
using Infill.Cli.Jobs;
using Infill.Cli.Reports;
using Infill.Cli.Streams;

namespace Infill.Cli.Checks;

/// <summary>Looks at every input and tells all that is wrong with each.</summary>
internal static class CheckHandler
{
    /// <summary>One line or record per input; problems go to stderr, too.</summary>
    /// <param name="template">The job as for <c>remove</c>; mask and output may be missing.</param>
    /// <param name="inputs">Files, folders and patterns, or "-".</param>
    /// <param name="decodes">True decodes pixels.</param>
    /// <param name="voice">Where results and errors go.</param>
    /// <param name="cancellationToken">Ends the command between two files.</param>
    /// <exception cref="CliException">Nothing was found, or the options contradict each other.</exception>
    public static ExitCode Run(JobArguments template, IReadOnlyList<string> inputs, bool decodes, Voice voice, CancellationToken cancellationToken)
    {
        using var shelf = new EngineShelf();
        template = GateFiles.Settle(template);
        var engine = new EngineCheck(shelf, template);
        JobInputs.RequirePipes(template with { Output = new OutputArguments() }, voice);
        JobSet set = InputJobs.Expand(template, inputs, needsOutput: false);
        IReadOnlyList<OutputConflict> conflicts = FindConflicts(set.Jobs);
        var files = new PictureFiles(voice.Streams, cancellationToken);
        var tally = new ExitTally();
        foreach (InputFailure failure in set.Failures)
        {
            tally.Add(CheckReport.Write(ToRecord(failure, decodes), voice));
        }

        foreach (JobArguments job in set.Jobs)
        {
            cancellationToken.ThrowIfCancellationRequested();
            IEnumerable<CliException> own = conflicts.Where(conflict => conflict.Input == job.Source.Image).Select(conflict => conflict.Refusal);
            tally.Add(CheckReport.Write(new InputCheck(engine, files, decodes).Look(job, own), voice));
        }

        CheckReport.End(tally, voice);
        return tally.Combined;
    }

    private static IReadOnlyList<OutputConflict> FindConflicts(IReadOnlyList<JobArguments> jobs) => jobs.Count > 1
        ? [.. OutputConflicts.Find([.. jobs.Where(job => job.Output.Path is not null).Select(job => new JobFiles(job.Source, PathsOf(job)))])]
        : [];

    private static IReadOnlyList<string> PathsOf(JobArguments job) => [.. OutputPlan.TargetsOf(job).Select(target => target.Path)];

    private static CheckRecord ToRecord(InputFailure failure, bool decodes) => new()
    {
        Input = failure.Path,
        Status = CheckStatus.Failed,
        ExitCode = (int)ExitCode.Failed,
        Decoded = decodes,
        Problems = [new ProblemRecord((int)ExitCode.Failed, failure.Reason)],
        Warnings = [],
    };
}
