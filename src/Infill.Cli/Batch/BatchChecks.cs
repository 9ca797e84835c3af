using Infill.Cli.Inputs;
using Infill.Cli.Jobs;

namespace Infill.Cli.Batch;

/// <summary>What can be refused before any picture is looked at.</summary>
internal static class BatchChecks
{
    /// <summary>Stands for a picture and an output while only the options are looked at.</summary>
    private const string AnyFile = "picture.png";

    /// <summary>Refuses sources that do not go together, options that are not the workflow's, an unknown engine, and a prompt that nobody reads.</summary>
    /// <exception cref="CliException">With the code that fits.</exception>
    public static void Require(BatchArguments batch, EngineShelf shelf)
    {
        BatchSources sources = batch.Sources;
        int kinds = (sources.Inputs.Count > 0 ? 1 : 0) + (sources.Manifest is null ? 0 : 1) + (sources.Watch is null ? 0 : 1);
        if (kinds != 1)
        {
            throw Refuse(kinds == 0
                ? "batch needs pictures (files, folders, patterns), a --manifest or a folder to --watch."
                : "Pictures, --manifest and --watch are three ways to say what to work on; give one of them.");
        }

        if (sources.IdleExitSeconds is not null && sources.Watch is null)
        {
            throw Refuse("--idle-exit says when a --watch ends, but there is none.");
        }

        if (sources.Inputs.Contains("-"))
        {
            throw Refuse("batch takes no picture from stdin; give files, folders or patterns.");
        }

        if (sources.Manifest is null)
        {
            // Each picture's own mask stands in the folder of masks.
            JobWords words = sources.Masks is null || !JobParser.TakesMask(batch.Workflow) ? batch.Words : batch.Words.With("--mask", AnyFile);
            JobArguments job = JobParser.Parse(batch.Workflow, AnyFile, AnyFile, words.Without("--format"));
            JobChecks.RequireEngine(job, shelf.For(job));
        }
    }

    /// <summary>Makes the output folder if it is not there.</summary>
    /// <exception cref="CliException">It cannot be made, or is a file.</exception>
    public static void MakeFolder(OutputFolder folder)
    {
        try
        {
            Directory.CreateDirectory(folder.Path);
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CliException(ExitCode.Failed, $"The output folder '{PathText.Show(folder.Path)}' cannot be made: {reason.Message}");
        }
    }

    private static CliException Refuse(string message) => new(ExitCode.WrongUse, message, "infill batch --help");
}
