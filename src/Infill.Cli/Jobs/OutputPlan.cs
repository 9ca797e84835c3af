using Infill.Cli.Streams;

namespace Infill.Cli.Jobs;

/// <summary>Every file that a job will write, checked before the run.</summary>
/// <param name="Targets">One per fill, in the order of their seeds.</param>
internal sealed record OutputPlan(IReadOnlyList<OutputTarget> Targets)
{
    /// <summary>Plans the outputs and refuses what could not be written.</summary>
    /// <param name="job">The job with its output's path.</param>
    /// <param name="touches">False for a look that must not even make a temporary file.</param>
    /// <exception cref="CliException">No output, unknown extension, existing file or folder, seeds beyond the largest.</exception>
    public static OutputPlan Make(JobArguments job, bool touches = true)
    {
        OutputArguments output = job.Output;
        if (output.Path is null)
        {
            throw new CliException(ExitCode.WrongUse, $"{job.Workflow} needs --output or --output-dir: where should the result go?", Again(job, Suggest(job.Source.Image)));
        }

        if (StandardStreams.Is(output.Path) && output.Count > 1)
        {
            throw new CliException(ExitCode.WrongUse, $"--output - and --count {output.Count}: stdout takes one picture; give a file name.");
        }

        OutputCheck.RequireOneFormat(output.Path, output.Format);
        IReadOnlyList<OutputTarget> targets = TargetsOf(job);
        var check = new OutputCheck { Overwrite = output.Overwrite, MakesFolders = output.Folder is not null, Touches = touches };
        foreach (OutputTarget target in targets)
        {
            check.RequireWritable(target.Path, [job.Source.Image, job.Source.Mask]);
            check.RequireTraceFolder(target.TraceFolder);
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

    /// <summary>Makes the folders that a check has found missing and allowed.</summary>
    /// <exception cref="CliException">One cannot be made.</exception>
    public void MakeFolders()
    {
        foreach (OutputTarget target in Targets.Where(target => !StandardStreams.Is(target.Path)))
        {
            FolderAccess.Make(Path.GetDirectoryName(Path.GetFullPath(target.Path))!);
        }
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
