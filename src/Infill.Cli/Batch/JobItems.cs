using Infill.Cli.Jobs;
using Infill.Cli.Streams;

namespace Infill.Cli.Batch;

/// <summary>From jobs with <c>--count</c> to items with one output each, so that each stands alone in the journal.</summary>
internal static class JobItems
{
    /// <summary>One item per fill, named and seeded as the workflow's own command does it.</summary>
    /// <param name="item">Item of the job, with its output.</param>
    /// <param name="job">The job.</param>
    /// <param name="folder">Where outputs go.</param>
    /// <exception cref="CliException">The seeds pass the largest, something is to be read from stdin, or extension and <c>--format</c> disagree.</exception>
    public static IReadOnlyList<BatchItem> Expand(BatchItem item, JobArguments job, OutputFolder folder)
    {
        if (new[] { job.Source.Image, job.Source.Mask, job.Source.Exclude }.Any(StandardStreams.Is))
        {
            throw new CliException(ExitCode.WrongUse, "A batch reads no picture and no mask from stdin; give files (./- for a file of that name).", "infill batch --help");
        }

        if (MaskAgreement.IsMissing(job.Source))
        {
            throw MaskAgreement.BatchRefusal();
        }

        OutputCheck.RequireOneFormat(item.Output!, job.Output.Format);
        return [.. OutputPlan.TargetsOf(job with { Output = job.Output with { Path = item.Output } }).Select(target => item with
        {
            Output = target.Path,
            Job = job with
            {
                Fill = job.Fill with { Seed = target.Seed },
                Output = job.Output with { Path = folder.At(target.Path), Count = job.Gate.Chooses ? job.Output.Count : 1 },
            },
        })];
    }
}
