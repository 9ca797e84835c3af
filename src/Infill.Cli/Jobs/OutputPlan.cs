using Infill.Cli.Streams;

namespace Infill.Cli.Jobs;

/// <summary>Every file that a job will write, checked before the run.</summary>
/// <param name="Targets">One per fill, in the order of their seeds.</param>
internal sealed record OutputPlan(IReadOnlyList<OutputTarget> Targets)
{
    /// <summary>Plans the outputs and refuses what could not be written.</summary>
    /// <exception cref="CliException">No output, unknown extension, existing file or folder, seeds beyond the largest.</exception>
    public static OutputPlan Make(JobArguments job)
    {
        OutputArguments output = job.Output;
        if (output.Path is null)
        {
            throw new CliException(ExitCode.WrongUse, $"{job.Workflow} needs --output: where should the result go?", Again(job, Suggest(job.Source.Image)));
        }

        if (StandardStreams.Is(output.Path) && output.Count > 1)
        {
            throw new CliException(ExitCode.WrongUse, $"--output - and --count {output.Count}: stdout takes one picture; give a file name.");
        }

        OutputCheck.RequireOneFormat(output.Path, output.Format);
        IReadOnlyList<OutputTarget> targets = TargetsOf(job);
        foreach (OutputTarget target in targets)
        {
            OutputCheck.RequireWritable(target.Path, [job.Source.Image, job.Source.Mask], output.Overwrite);
            OutputCheck.RequireTraceFolder(target.TraceFolder, output.Overwrite);
            if (target.TraceFolder is not null && Path.GetFullPath(target.TraceFolder) == Path.GetFullPath(target.Path))
            {
                throw new CliException(ExitCode.WrongUse, $"--output and --trace are both '{target.Path}'; they need different names.");
            }
        }

        return new OutputPlan(targets);
    }

    /// <summary>One output per fill: FILE, or FILE-1 … FILE-N with seeds from the first on.</summary>
    /// <exception cref="CliException">The seeds pass the largest.</exception>
    public static IReadOnlyList<OutputTarget> TargetsOf(JobArguments job)
    {
        OutputArguments output = job.Output;
        if ((long)job.Fill.Seed + output.Count - 1 > int.MaxValue)
        {
            throw new CliException(ExitCode.WrongUse, $"--seed {job.Fill.Seed} with --count {output.Count} passes the largest seed, {int.MaxValue}.");
        }

        var targets = new List<OutputTarget>();
        for (int i = 0; i < output.Count; i++)
        {
            string suffix = output.Count == 1 ? "" : $"-{i + 1}";
            string? trace = output.TraceFolder is null ? null : Path.TrimEndingDirectorySeparator(output.TraceFolder) + suffix;
            targets.Add(new OutputTarget(Numbered(output.Path!, suffix), job.Fill.Seed + i, trace));
        }

        return targets;
    }

    private static string Numbered(string path, string suffix)
    {
        string extension = Path.GetExtension(path);
        return path[..^extension.Length] + suffix + extension;
    }

    private static string Suggest(string image) => Path.GetFileNameWithoutExtension(image) + "-filled.png";

    private static string Again(JobArguments job, string output)
    {
        string mask = job.Source.Mask is null ? "" : $" --mask {Shell.Quote(job.Source.Mask)}";
        return $"infill {job.Workflow} {Shell.Quote(job.Source.Image)}{mask} --output {Shell.Quote(output)}";
    }
}
