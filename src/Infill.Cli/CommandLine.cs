using System.CommandLine;
using Infill.Cli.Commands;
using Infill.Cli.Completion;
using Infill.Cli.Reports;
using Infill.Cli.Settings;
using Infill.Server.Decoding;

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
        if (args is [DecoderHost.Word, .. string[] limits])
        {
            return DecoderHost.Run(limits, Console.OpenStandardInput(), Console.OpenStandardOutput());
        }

        RootCommand root = CommandTree.Create(output, error);
        if (args is [Completer.Question, .. string[] question])
        {
            Completer.Answer(root, question).Write(output);
            return (int)ExitCode.Done;
        }

        ParseResult parsed = SettledParser.ParseAlone(root, args.Length == 0 ? ["--help"] : args);
        if (!AsksForHelp(parsed))
        {
            if (StrayOption.Find(parsed) is not null || parsed.Errors.Count > 0)
            {
                return (int)Refuse(ExplainSyntax(parsed), args, output, error);
            }

            try
            {
                parsed = Settle(root, args, parsed);
            }
            catch (CliException reason)
            {
                return (int)Refuse(FailureReport.Explain(reason, CommandPath.Of(parsed.CommandResult.Command)), args, output, error);
            }
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

    private static ParseResult Settle(RootCommand root, string[] args, ParseResult parsed)
    {
        SettingPlaces places = CommandTree.PlacesOf(parsed);
        if (places.AreEmpty)
        {
            return parsed;
        }

        try
        {
            return SettledParser.Parse(root, args, parsed, places);
        }
        catch (CliException) when (CommandTree.BearsBrokenSettings(parsed.CommandResult.Command))
        {
            return parsed;
        }
    }

    private static bool AsksForHelp(ParseResult parsed) => parsed.Action is HelpWithExamples;

    private static Failure ExplainSyntax(ParseResult parsed)
    {
        // "Required command was not provided" comes first beside an unknown command; the last error is the one that explains.
        IEnumerable<string> messages = StrayOption.Find(parsed) is string stray ? [stray]
            : parsed.CommandResult.Parent is null ? [parsed.Errors[^1].Message] : parsed.Errors.Select(e => e.Message).Distinct();
        return new Failure(ExitCode.WrongUse, string.Join(Environment.NewLine, messages), $"{CommandPath.Typed(parsed.CommandResult.Command)} --help");
    }

    private static ExitCode Refuse(Failure failure, string[] args, TextWriter output, TextWriter error)
    {
        failure.Write(args.Contains("--json"), output, error);
        if (AsksForLines(args))
        {
            new ProgressLines(error, TimeProvider.System).End(failure.Code);
        }

        return failure.Code;
    }

    /// <summary>Asked of the bare arguments, because no command speaks yet.</summary>
    private static bool AsksForLines(string[] args) =>
        args.Contains("--progress=json") || (Array.IndexOf(args, "--progress") is >= 0 and int at && args.ElementAtOrDefault(at + 1) == "json");
}
