using System.Text;
using Infill.Cli.Commands;
using Infill.Cli.Reports;
using Infill.Cli.Streams;
using Infill.Imaging;

namespace Infill.Cli.Jobs.Page;

/// <summary>The file of an edit's page.</summary>
internal static class JobReport
{
    /// <summary>Refuses a page that cannot be written, or that several edits would share.</summary>
    /// <exception cref="CliException">Several inputs, stdout, a file that exists, or one that the job itself reads or writes.</exception>
    public static void Require(JobArguments template, JobSet set)
    {
        OutputArguments output = template.Output;
        if (output.Report is not string page)
        {
            return;
        }

        if (!set.IsSingle)
        {
            throw new CliException(ExitCode.WrongUse, "--report shows one edit, but there are several inputs; infill batch has a page for all.", "infill batch --help");
        }

        if (StandardStreams.Is(page) || (output.Path is not null && Path.GetFullPath(page) == Path.GetFullPath(output.Path)))
        {
            throw new CliException(ExitCode.WrongUse, $"--report is '{page}'; the page needs a file of its own.");
        }

        new OutputCheck { Overwrite = output.Overwrite }.RequireFile(page, [template.Source.Image, template.Source.Mask]);
    }

    /// <summary>Writes the page, if one was asked for.</summary>
    public static void Write(OutputArguments output, ResultRecord result, JobSight? seen, Voice voice)
    {
        if (output.Report is string page && seen is not null)
        {
            byte[] text = Encoding.UTF8.GetBytes(JobPage.Make(result, seen, TimeProvider.System.GetLocalNow()));
            AtomicFile.Write(page, output.Overwrite, stream => stream.Write(text));
            voice.Say($"Report: {page}");
        }
    }
}
