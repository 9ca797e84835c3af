using Infill.Cli.Streams;

namespace Infill.Cli.Jobs;

/// <summary>Finds outputs of one command that are in each other's way.</summary>
internal static class OutputConflicts
{
    /// <summary>More reasons than this say nothing new.</summary>
    private const int ListedReasons = 20;

    private static readonly StringComparer PathComparer =
        OperatingSystem.IsLinux() ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase;

    /// <summary>Refuses outputs that two inputs share, and outputs that another input's job reads, even if overwriting is allowed.</summary>
    /// <param name="jobs">What each job reads and writes.</param>
    /// <param name="others">What is wrong besides.</param>
    /// <exception cref="CliException">Lists every reason.</exception>
    public static void RequireNone(IReadOnlyList<JobFiles> jobs, IEnumerable<CliException> others)
    {
        CliException[] refusals = [.. others, .. Find(jobs).Select(conflict => conflict.Refusal)];
        if (refusals.Length == 0)
        {
            return;
        }

        string[] reasons = [.. refusals.Select(r => r.Message).Distinct()];
        string more = reasons.Length > ListedReasons ? $"{Environment.NewLine}… and {reasons.Length - ListedReasons} more." : "";
        ExitCode code = refusals.All(r => r.Code == refusals[0].Code) ? refusals[0].Code : ExitCode.WrongUse;
        throw new CliException(code, string.Join(Environment.NewLine, reasons.Take(ListedReasons)) + more, refusals[0].TryNext);
    }

    /// <summary>Each conflict with one of the inputs that it concerns.</summary>
    public static IEnumerable<OutputConflict> Find(IReadOnlyList<JobFiles> jobs) =>
        FindShared(jobs).Concat(FindInputs(jobs));

    private static IEnumerable<OutputConflict> FindShared(IReadOnlyList<JobFiles> jobs) =>
        from shared in jobs
            .SelectMany(job => job.Outputs.Select(path => (job.Source.Image, Path: path)))
            .GroupBy(output => Path.GetFullPath(output.Path), PathComparer)
        where shared.Count() > 1
        let images = shared.Select(output => $"'{output.Image}'").ToArray()
        from output in shared
        select new OutputConflict(output.Image, new CliException(
            ExitCode.WrongUse,
            $"{string.Join(" and ", images)} would {(images.Length == 2 ? "both" : "all")} be written to '{output.Path}'; write them into different folders."));

    private static IEnumerable<OutputConflict> FindInputs(IReadOnlyList<JobFiles> jobs)
    {
        ILookup<string, SourceArguments> readers = jobs
            .SelectMany(job => FilesOf(job.Source).Select(file => (File: Path.GetFullPath(file), job.Source)))
            .ToLookup(read => read.File, read => read.Source, PathComparer);
        return
            from job in jobs
            from path in job.Outputs
            where readers[Path.GetFullPath(path)].Any(reader => reader != job.Source)
            select new OutputConflict(job.Source.Image, new CliException(
                ExitCode.WrongUse, $"The output '{path}' of '{job.Source.Image}' is read by another job of this command; write into another folder."));
    }

    private static IEnumerable<string> FilesOf(SourceArguments source) =>
        new[] { source.Image, source.Mask, source.Exclude }.OfType<string>().Where(text => !StandardStreams.Is(text) && File.Exists(text));
}
