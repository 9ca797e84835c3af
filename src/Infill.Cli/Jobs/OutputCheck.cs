using Infill.Cli.Options;
using Infill.Cli.Streams;
using Infill.Cli.Traces;
using Infill.Imaging;

namespace Infill.Cli.Jobs;

/// <summary>Asks of a path, before a long run, what would otherwise fail after it.</summary>
internal sealed class OutputCheck
{
    /// <summary>True allows existing files, the inputs included.</summary>
    public bool Overwrite { get; init; }

    /// <summary>True if folders that are missing will be made.</summary>
    public bool MakesFolders { get; init; }

    /// <summary>False asks only what can be asked without making a temporary file.</summary>
    public bool Touches { get; init; } = true;

    /// <summary>Refuses unknown extensions, missing and unwritable folders, and files that exist without <see cref="Overwrite"/>.</summary>
    /// <param name="path">File to write; "-" always passes.</param>
    /// <param name="inputs">Files that are read; nulls and expressions are skipped.</param>
    /// <exception cref="CliException">Says which.</exception>
    public void RequireWritable(string path, IReadOnlyList<string?> inputs)
    {
        if (StandardStreams.Is(path))
        {
            return;
        }

        if (Path.HasExtension(path) && ImageFile.FormatFromExtension(path) is null)
        {
            throw new CliException(ExitCode.WrongUse, $"'{path}' has the extension '{Path.GetExtension(path)}', which names no format that is written; known: .jpg .png .webp .tif .avif .gif.");
        }

        RequireFile(path, inputs);
    }

    /// <summary>The same for a file that is no picture: its extension says nothing.</summary>
    /// <exception cref="CliException">Says why.</exception>
    public void RequireFile(string path, IReadOnlyList<string?> inputs)
    {
        if (Directory.Exists(path))
        {
            throw new CliException(ExitCode.WrongUse, $"The output '{path}' is a folder; it must be a file.");
        }

        if (SpecialFile.Is(path))
        {
            throw new CliException(ExitCode.WrongUse, $"The output '{path}' is a device, pipe or socket; it must be a file, and --overwrite replaces files only.");
        }

        if (!Overwrite)
        {
            RequireFree(path, inputs);
        }

        RequireWritableFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    /// <summary>Refuses an extension that says another format than <c>--format</c>.</summary>
    /// <exception cref="CliException">They disagree.</exception>
    public static void RequireOneFormat(string path, FileFormat? format)
    {
        if (format is { } asked && ImageFile.FormatFromExtension(path) is { } named && named != asked)
        {
            throw new CliException(
                ExitCode.WrongUse,
                $"'{path}' has the extension of {FormatWord.Of(named)}, but --format is {FormatWord.Of(asked)}; leave one of them out.",
                $"the same command with --output {Shell.Quote(Path.ChangeExtension(path, FormatWord.Of(asked)))}");
        }
    }

    /// <summary>Refuses a trace folder that holds something, unless it may be overwritten and holds nothing but a trace.</summary>
    /// <exception cref="CliException">Says why.</exception>
    public void RequireTraceFolder(string? folder)
    {
        if (folder is null)
        {
            return;
        }

        if (File.Exists(folder))
        {
            throw new CliException(ExitCode.WrongUse, $"The trace folder '{folder}' is a file.");
        }

        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            if (!Overwrite)
            {
                throw new CliException(ExitCode.WrongUse, $"The trace folder '{folder}' is not empty; --overwrite replaces an older trace.");
            }

            if (Directory.EnumerateFileSystemEntries(folder).FirstOrDefault(entry => !TraceFolder.IsOwn(entry)) is string stranger)
            {
                throw new CliException(ExitCode.WrongUse, $"The trace folder '{folder}' holds '{Path.GetFileName(stranger)}', which is no part of a trace; it is not overwritten.");
            }
        }

        RequireWritableFolder(Path.GetDirectoryName(Path.GetFullPath(folder)) ?? folder);
    }

    private static void RequireFree(string path, IReadOnlyList<string?> inputs)
    {
        foreach (string? input in inputs)
        {
            if (input is not null && IsSameFile(path, input))
            {
                throw new CliException(ExitCode.WrongUse, $"The output '{path}' is the input '{input}'; --overwrite allows that.", "the same command with --overwrite or another --output");
            }
        }

        if (File.Exists(path))
        {
            throw new CliException(ExitCode.WrongUse, $"The output '{path}' exists; --overwrite replaces it.", "the same command with --overwrite or another --output");
        }
    }

    private static bool IsSameFile(string a, string b) => File.Exists(a) && File.Exists(b) && Resolve(a) == Resolve(b);

    private static string Resolve(string path) =>
        File.ResolveLinkTarget(Path.GetFullPath(path), returnFinalTarget: true)?.FullName ?? Path.GetFullPath(path);

    private void RequireWritableFolder(string folder)
    {
        string existing = MakesFolders ? NearestFolder(folder) : folder;
        if (!Directory.Exists(existing))
        {
            throw new CliException(ExitCode.WrongUse, $"The folder '{folder}' does not exist; make it first.", $"mkdir {Shell.Quote(folder)}");
        }

        if (FolderAccess.FindObstacle(existing, Touches) is string obstacle)
        {
            throw new CliException(ExitCode.Failed, $"The folder '{existing}' cannot be written to: {obstacle}");
        }
    }

    private static string NearestFolder(string folder)
    {
        string nearest = folder;
        while (!Directory.Exists(nearest))
        {
            if (File.Exists(nearest))
            {
                throw new CliException(ExitCode.WrongUse, $"The folder '{folder}' cannot be made: '{nearest}' is a file.");
            }

            nearest = Path.GetDirectoryName(nearest) ?? throw new CliException(ExitCode.WrongUse, $"The folder '{folder}' cannot be made.");
        }

        return nearest;
    }
}
