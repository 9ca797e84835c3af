using Infill.Cli.Inputs;
using Infill.Imaging;

namespace Infill.Cli.Jobs;

/// <summary>From one <c>infill mask</c> with several inputs to one job per input.</summary>
internal static class MaskJobs
{
    /// <summary>One job per picture, with its own mask and files.</summary>
    /// <param name="template">What the user asked for; its picture is the first of <paramref name="inputs"/>.</param>
    /// <param name="inputs">Files, folders, patterns, or "-" alone.</param>
    /// <param name="failures">Inputs that cannot become a job.</param>
    /// <exception cref="CliException">Nothing found, one file for several inputs, or both a file and a folder.</exception>
    public static IReadOnlyList<MaskJob> Expand(MaskJob template, IReadOnlyList<string> inputs, out IReadOnlyList<InputFailure> failures)
    {
        string?[] folders = [template.OutputFolder, template.PreviewFolder];
        InputSet found = InputJobs.Find(inputs, folders);
        bool isSingle = found.Files.Count + found.Failures.Count == 1;
        RequireOneKind("--output", template.Output, template.OutputFolder, isSingle);
        RequireOneKind("--preview", template.Preview, template.PreviewFolder, isSingle);
        InputJobs.RequireName(inputs, template.Source, folders);
        MaskJob[] jobs = [.. found.Files.Select(file => ForInput(template, file))];
        var refused = new List<InputFailure>(found.Failures);
        foreach (MaskJob job in jobs)
        {
            if (InputJobs.FindStrayMask(template.Source, job.Source) is string reason)
            {
                refused.Add(new InputFailure(job.Source.Image, reason));
            }
        }

        failures = refused;
        return [.. jobs.Where(job => refused.TrueForAll(failure => failure.Path != job.Source.Image))];
    }

    private static void RequireOneKind(string option, string? file, string? folder, bool isSingle)
    {
        if (file is not null && folder is not null)
        {
            throw new CliException(ExitCode.WrongUse, $"{option} names a file and {option}-dir a folder; give one of them.");
        }

        if (file is not null && !isSingle)
        {
            throw new CliException(ExitCode.WrongUse, $"{option} '{file}' is one file, but there are several inputs; {option}-dir takes them all.");
        }
    }

    private static MaskJob ForInput(MaskJob template, InputFile file) => template with
    {
        Source = InputJobs.ForInput(template.Source, file),
        Output = InFolder(template.OutputFolder, file, template.Format ?? FileFormat.Png) ?? template.Output,
        Preview = InFolder(template.PreviewFolder, file, template.Format ?? FormatOfOverlay(file)) ?? template.Preview,
    };

    private static string? InFolder(string? folder, InputFile file, FileFormat? format) =>
        folder is null ? null : Path.Combine(folder, InputJobs.NameOf(file, format));

    // An overlay has more colours than the 256 of a GIF, and names without a format that is written get one.
    private static FileFormat FormatOfOverlay(InputFile file) =>
        ImageFile.FormatFromExtension(file.Relative) is { } format and not FileFormat.Gif ? format : FileFormat.Png;
}
