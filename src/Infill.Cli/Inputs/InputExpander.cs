using Infill.Cli.Jobs;

namespace Infill.Cli.Inputs;

/// <summary>From what the user wrote (files, folders, patterns) to pictures.</summary>
/// <remarks>A file that exists is taken as it is named, also if its name has a <c>*</c>. A folder stands for the pictures in it, by
/// extension. A pattern stands for the files that it matches, as in a shell: hidden names only if the pattern begins with a dot.
/// Anything else is taken for the name of a file; whoever opens it says that it is missing. "-" stays "-".</remarks>
internal static class InputExpander
{
    /// <summary>Expands expressions in their order; a file that several name is taken once.</summary>
    /// <exception cref="CliException">An expression is empty, a pattern matches nothing, or a folder holds no picture.</exception>
    public static InputSet Expand(IReadOnlyList<string> expressions, InputOptions options)
    {
        InputSet[] sets = [.. expressions.Select(text => Expand(text, options))];
        return new InputSet
        {
            Files = [.. sets.SelectMany(s => s.Files).DistinctBy(f => Path.GetFullPath(f.Path), StringComparer.Ordinal)],
            Failures = [.. sets.SelectMany(s => s.Failures).Distinct()],
            Skipped = [.. sets.SelectMany(s => s.Skipped).Distinct()],
        };
    }

    private static InputSet Expand(string text, InputOptions options)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Contains('\0'))
        {
            throw new CliException(ExitCode.WrongUse, "An input is empty; it must be a picture, a folder or a pattern such as \"photos/*.jpg\".");
        }

        if (Directory.Exists(text))
        {
            InputSet found = new FolderWalk(PathPattern.OfFolder(text, options.Recursive), options).Run();
            return RequireSome(found, $"The folder '{PathText.Show(text)}' holds no picture (.jpg .png .webp .tif .avif .gif){(options.Recursive ? "" : " itself")}.", text);
        }

        return PathPattern.IsPattern(text) && !File.Exists(text)
            ? Match(text, options)
            : new InputSet { Files = [new InputFile(text, Path.GetFileName(text))] };
    }

    private static InputSet Match(string text, InputOptions options)
    {
        string shown = PathText.Show(text);
        PathPattern pattern = PathPattern.Parse(text) ?? throw new CliException(
            ExitCode.WrongUse, $"The pattern '{shown}' has '..' behind a wildcard; write the folder itself.");
        if (pattern.Root.Length > 0 && !Directory.Exists(pattern.Root))
        {
            throw new CliException(ExitCode.Failed, $"No file matches '{shown}': there is no folder '{PathText.Show(pattern.Root)}'.");
        }

        return RequireSome(new FolderWalk(pattern, options).Run(), $"No file matches '{shown}'.", pattern.Root);
    }

    private static InputSet RequireSome(InputSet found, string message, string folder) =>
        found.Files.Count + found.Failures.Count > 0
            ? found
            : throw new CliException(ExitCode.Failed, message + Skipped(found), $"ls {Shell.Quote(folder.Length > 0 ? folder : ".")}");

    private static string Skipped(InputSet found) => found.Skipped.Count > 0
        ? $" Not looked into, because it is written to: '{PathText.Show(found.Skipped[0])}'."
        : "";
}
