using System.CommandLine;
using System.CommandLine.Parsing;
using Infill.Cli.Commands;
using Infill.Cli.Reports;

namespace Infill.Cli;

/// <summary>From the process's arguments to its exit code.</summary>
internal static class CommandLine
{
    /// <summary>Parses and runs. Never prompts, never throws.</summary>
    /// <param name="args">Arguments as the shell gave them.</param>
    /// <param name="output">Receives data: records, lists, help.</param>
    /// <param name="error">Receives talk: summaries, warnings, errors.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static int Run(string[] args, TextWriter output, TextWriter error)
    {
        try
        {
            return ParseAndRun(args, output, error);
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            // Commands report everything else themselves; what is left is a stdout that is closed or full.
            return (int)FailureReport.ReportDeadOutput(reason, error);
        }
    }

    private static int ParseAndRun(string[] args, TextWriter output, TextWriter error)
    {
        // No response files: an argument that starts with @ is a file name like any other.
        var parser = new ParserConfiguration { ResponseFileTokenReplacer = null };
        ParseResult parsed = CommandTree.Create(output, error).Parse(args.Length == 0 ? ["--help"] : args, parser);
        if (parsed.Errors.Count > 0 && !AsksForHelp(parsed))
        {
            return (int)RefuseSyntax(parsed, args, output, error);
        }

        // Commands catch their own errors and handle signals themselves.
        return parsed.Invoke(new InvocationConfiguration
        {
            Output = output,
            Error = error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        });
    }

    private static bool AsksForHelp(ParseResult parsed) => parsed.Action is HelpWithExamples;

    private static ExitCode RefuseSyntax(ParseResult parsed, string[] args, TextWriter output, TextWriter error)
    {
        // "Required command was not provided" comes first beside an unknown command; the last error is the one that explains.
        IEnumerable<string> messages = parsed.CommandResult.Parent is null ? [parsed.Errors[^1].Message] : parsed.Errors.Select(e => e.Message).Distinct();
        string message = string.Join(Environment.NewLine, messages);
        var failure = new Failure(ExitCode.WrongUse, message, $"{CommandPath(parsed.CommandResult)} --help");
        failure.Write(args.Contains("--json"), output, error);
        if (AsksForLines(args))
        {
            new ProgressLines(error, TimeProvider.System).End(failure.Code);
        }

        return failure.Code;
    }

    /// <summary>Asked of the bare arguments, because they could not be parsed.</summary>
    private static bool AsksForLines(string[] args) =>
        args.Contains("--progress=json") || (Array.IndexOf(args, "--progress") is >= 0 and int at && args.ElementAtOrDefault(at + 1) == "json");

    private static string CommandPath(CommandResult result) =>
        result.Parent is CommandResult parent ? $"{CommandPath(parent)} {result.Command.Name}" : "infill";
}
