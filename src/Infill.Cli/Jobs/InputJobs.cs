using Infill.Cli.Inputs;
using Infill.Cli.Options;
using Infill.Cli.Streams;
using Infill.Imaging;
using Infill.Masks;

namespace Infill.Cli.Jobs;

/// <summary>From one command with several inputs to one job per input.</summary>
internal static class InputJobs
{
    /// <summary>Expands folders and patterns, and gives every picture its own mask, output and trace folder.</summary>
    /// <param name="template">The job as the user wrote it; its picture is the first of <paramref name="inputs"/>.</param>
    /// <param name="inputs">Files, folders, patterns, or "-" alone.</param>
    /// <param name="needsOutput">False for a look that writes nothing.</param>
    /// <exception cref="CliException">Nothing found, "-" among others, or one output for several inputs.</exception>
    public static JobSet Expand(JobArguments template, IReadOnlyList<string> inputs, bool needsOutput = true)
    {
        InputSet found = Find(inputs, [template.Output.Folder]);
        bool isSingle = found.Files.Count + found.Failures.Count == 1;
        RequireOneKindOfOutput(template, inputs, isSingle || (template.Output.Path is null && !needsOutput));
        var jobs = new List<JobArguments>();
        var failures = new List<InputFailure>(found.Failures);
        foreach (InputFile file in found.Files)
        {
            JobArguments job = ForInput(template, file, isSingle);
            if (FindStrayMask(template.Source, job.Source) is string reason)
            {
                failures.Add(new InputFailure(file.Path, reason));
            }
            else
            {
                jobs.Add(job);
            }
        }

        return new JobSet { Jobs = jobs, Failures = failures, Skipped = found.Skipped };
    }

    /// <summary>The files that inputs name.</summary>
    /// <param name="inputs">Files, folders, patterns, or "-" alone.</param>
    /// <param name="outputFolders">Folders that are written to; what lies in them is no input unless it is named.</param>
    /// <exception cref="CliException">Nothing found, or "-" among others.</exception>
    public static InputSet Find(IReadOnlyList<string> inputs, IEnumerable<string?> outputFolders)
    {
        if (inputs.Any(StandardStreams.Is) && inputs.Count > 1)
        {
            throw new CliException(ExitCode.WrongUse, "'-' stands for one picture on stdin; it cannot be one of several inputs.");
        }

        if (StandardStreams.Is(inputs[0]))
        {
            return new InputSet { Files = [new InputFile(inputs[0], inputs[0])] };
        }

        InputSet found = InputExpander.Expand(inputs, new InputOptions { Excluded = [.. outputFolders.OfType<string>()] });
        return found.Files.Count + found.Failures.Count > 0 ? found : throw new CliException(
            ExitCode.Failed, $"No input is left: '{PathText.Show(found.Skipped[0])}' lies in the folder that is written to.");
    }

    private static void RequireOneKindOfOutput(JobArguments template, IReadOnlyList<string> inputs, bool isSingle)
    {
        OutputArguments output = template.Output;
        if (output.Path is not null && output.Folder is not null)
        {
            throw new CliException(ExitCode.WrongUse, "--output names a file and --output-dir a folder; give one of them.");
        }

        if (output.Folder is null && !isSingle)
        {
            string mask = template.Source.Mask is null ? "" : $" --mask {Shell.Quote(template.Source.Mask)}";
            throw new CliException(
                ExitCode.WrongUse,
                output.Path is null
                    ? $"{template.Workflow} of several inputs needs --output-dir: where should the results go?"
                    : $"--output '{output.Path}' is one file, but there are several inputs; --output-dir takes them all.",
                $"infill {template.Workflow} {string.Join(' ', inputs.Select(Shell.Quote))}{mask} --output-dir out");
        }

        if (template.Gate.HeatMap is string heatMap && !isSingle)
        {
            throw new CliException(ExitCode.WrongUse, $"--heat-map '{heatMap}' is one file, but there are several inputs; give one input.");
        }

        RequireName(inputs, template.Source, [output.Folder]);
    }

    /// <summary>Refuses what needs the name of an input that has none.</summary>
    /// <exception cref="CliException">Stdin with an output folder or a mask by name.</exception>
    public static void RequireName(IReadOnlyList<string> inputs, SourceArguments source, IEnumerable<string?> outputFolders)
    {
        if (!StandardStreams.Is(inputs[0]))
        {
            return;
        }

        if (outputFolders.Any(folder => folder is not null))
        {
            throw new CliException(ExitCode.WrongUse, "A folder to write into needs the input's name, and a picture on stdin has none; use --output.");
        }

        if (NameTemplate.HasPlaces(source.Mask) || NameTemplate.HasPlaces(source.Exclude))
        {
            throw new CliException(ExitCode.WrongUse, "{name} and {dir} need the input's name, and a picture on stdin has none; name the mask.");
        }
    }

    private static JobArguments ForInput(JobArguments template, InputFile file, bool isSingle)
    {
        OutputArguments output = template.Output;
        string name = NameOf(file, output.Format);
        return template with
        {
            Source = ForInput(template.Source, file),
            Output = output with
            {
                Path = output.Folder is null ? output.Path : Path.Combine(output.Folder, name),
                TraceFolder = output.TraceFolder is null || isSingle ? output.TraceFolder : Path.Combine(output.TraceFolder, name),
            },
        };
    }

    /// <summary>The source of one input, with its own masks.</summary>
    public static SourceArguments ForInput(SourceArguments template, InputFile file) => template with
    {
        Image = file.Path,
        Mask = template.Mask is null ? null : NameTemplate.Fill(template.Mask, file.Path),
        Exclude = template.Exclude is null ? null : NameTemplate.Fill(template.Exclude, file.Path),
    };

    /// <summary>Where an input's output lies below its folder: as the input, with the extension of the format if that is another.</summary>
    public static string NameOf(InputFile file, FileFormat? format) =>
        format is { } asked && ImageFile.FormatFromExtension(file.Relative) != asked
            ? Path.ChangeExtension(file.Relative, FormatWord.Of(asked))
            : file.Relative;

    /// <summary>Why a mask by name is not the one that the user meant, or null: a picture called "a + rect:0,0,9,9.jpg" must not add a rectangle.</summary>
    public static string? FindStrayMask(SourceArguments template, SourceArguments filled)
    {
        (string? Text, string? Filled)[] masks = [(template.Mask, filled.Mask), (template.Exclude, filled.Exclude)];
        return masks.Any(m => NameTemplate.HasPlaces(m.Text) && !File.Exists(m.Filled) && !NamesTheSameFiles(m.Text!, m.Filled!, filled.Image))
            ? "Its name would be read as a part of the mask expression; rename the picture."
            : null;
    }

    private static bool NamesTheSameFiles(string template, string text, string imagePath) =>
        FilesOf(template) is not { } files
        || (FilesOf(text) is { } filled && filled.SequenceEqual(files.Select(file => NameTemplate.Fill(file, imagePath))));

    // Null for what is no expression: whoever reads the mask says what is wrong with it.
    private static IReadOnlyList<string>? FilesOf(string mask)
    {
        try
        {
            return MaskExpression.Parse(mask).Files;
        }
        catch (MaskExpressionException)
        {
            return null;
        }
    }
}
