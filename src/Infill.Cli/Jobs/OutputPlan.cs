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

        if (StandardStreams.Is(output.Path) && output.Count > 1 && !job.Gate.Chooses)
        {
            throw new CliException(ExitCode.WrongUse, $"--output - and --count {output.Count}: stdout takes one picture; give a file name.");
        }

        OutputCheck.RequireOneFormat(output.Path, output.Format);
        IReadOnlyList<OutputTarget> targets = TargetsOf(job);
        var check = new OutputCheck { Overwrite = output.Overwrite, MakesFolders = output.Folder is not null, Touches = touches };
        foreach (OutputTarget target in targets)
        {
            check.RequireWritable(target.Path, [job.Source.Image, job.Source.Mask, job.Swap?.File]);
            check.RequireTraceFolder(target.TraceFolder);
            RequireHeatMap(target, check, job.Source);
            if (target.TraceFolder is not null && Path.GetFullPath(target.TraceFolder) == Path.GetFullPath(target.Path))
            {
                throw new CliException(ExitCode.WrongUse, $"--output and --trace are both '{target.Path}'; they need different names.");
            }
        }

        return new OutputPlan(targets);
    }

    /// <summary>One output per fill: FILE, or FILE-1 … FILE-N with seeds from the first on; one only if the best is chosen.</summary>
    /// <exception cref="CliException">The seeds pass the largest.</exception>
    public static IReadOnlyList<OutputTarget> TargetsOf(JobArguments job)
    {
        OutputArguments output = job.Output;
        if ((long)job.Fill.Seed + output.Count - 1 > int.MaxValue)
        {
            throw new CliException(ExitCode.WrongUse, $"--seed {job.Fill.Seed} with --count {output.Count} passes the largest seed, {int.MaxValue}.");
        }

        var targets = new List<OutputTarget>();
        int count = job.Gate.Chooses ? 1 : output.Count;
        for (int i = 0; i < count; i++)
        {
            string suffix = count == 1 ? "" : $"-{i + 1}";
            string? trace = output.TraceFolder is null ? null : Path.TrimEndingDirectorySeparator(output.TraceFolder) + suffix;
            string? heatMap = job.Gate.HeatMap is null ? null : Numbered(job.Gate.HeatMap, suffix);
            targets.Add(new OutputTarget(Numbered(output.Path!, suffix), job.Fill.Seed + i, trace, heatMap));
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

    private static void RequireHeatMap(OutputTarget target, OutputCheck check, SourceArguments source)
    {
        if (target.HeatMap is not string path)
        {
            return;
        }

        if (StandardStreams.Is(path) || Path.GetFullPath(path) == Path.GetFullPath(target.Path))
        {
            throw new CliException(ExitCode.WrongUse, $"--heat-map is '{path}'; it needs a file of its own, such as heat.png.");
        }

        check.RequireWritable(path, [source.Image, source.Mask]);
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
