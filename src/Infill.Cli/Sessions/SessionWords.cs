using System.CommandLine;
using Infill.Cli.Commands;
using Infill.Cli.Jobs;

namespace Infill.Cli.Sessions;

/// <summary>From the words after "--" of <c>infill session apply</c> to a job, by the parser of the workflow's own command.</summary>
internal static class SessionWords
{
    // What a session decides itself: one output, in its own folder and form.
    private static readonly string[] Own = ["--format", "--count", "--quality", "--strip-metadata"];

    /// <summary>The job on a picture.</summary>
    /// <param name="words">"remove" and its options.</param>
    /// <param name="picture">File of the picture as it is now.</param>
    /// <param name="output">File to write.</param>
    /// <exception cref="CliException">No workflow, an option that it does not have or that a session decides itself, or a wrong value.</exception>
    public static JobArguments Parse(IReadOnlyList<string> words, string picture, string output)
    {
        JobSyntax syntax = (words is [string first, ..] ? first : null) switch
        {
            "remove" => JobSyntax.Remove(),
            "fill" => JobSyntax.Fill(),
            "replace" => JobSyntax.Replace(),
            "extend" => JobSyntax.Extend(),
            "add" => JobSyntax.Add(),
            "refine" => JobSyntax.Refine(),
            "unshadow" => JobSyntax.Unshadow(),
            "swap-background" => JobSyntax.SwapBackground(),
            string other => throw new CliException(ExitCode.WrongUse, $"'{Shell.Shorten(other)}' is no edit of a session; expected remove, fill, replace, add, refine, extend, unshadow or swap-background.", "infill session apply --help"),
            null => throw new CliException(ExitCode.WrongUse, "The edit is missing; it stands behind \"--\": infill session apply FOLDER -- remove --mask MASK", "infill session apply --help"),
        };
        string[] options = [.. words.Skip(1)];
        HashSet<string> known = [.. syntax.JobOptions.Select(option => option.Name).Except(Own)];
        if (options.Where(word => word.StartsWith("--", StringComparison.Ordinal)).Select(word => word.Split('=')[0]).FirstOrDefault(name => !known.Contains(name)) is string stranger)
        {
            throw new CliException(ExitCode.WrongUse, $"{stranger} is no option of {words[0]} in a session, which keeps picture and output itself.", $"infill {words[0]} --help");
        }

        ParseResult parsed = syntax.Parse([.. options, $"--output={output}", "--", picture]);
        return parsed.Errors.Count > 0 ? throw new CliException(ExitCode.WrongUse, string.Join(Environment.NewLine, parsed.Errors.Select(error => error.Message).Distinct()), $"infill {words[0]} --help")
            : syntax.ReadInputs(parsed).Count == 1 ? GateFiles.Settle(syntax.Read(parsed))
            : throw new CliException(ExitCode.WrongUse, $"'{Shell.Shorten(syntax.ReadInputs(parsed)[0])}' is too much: a session edits its own picture.", $"infill {words[0]} --help");
    }
}
