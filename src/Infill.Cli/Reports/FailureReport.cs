using System.Diagnostics;
using Infill.Engines;
using Infill.Imaging;
using Infill.Masks;
using Infill.Sessions;

namespace Infill.Cli.Reports;

/// <summary>Turns exceptions into what the user reads.</summary>
internal static class FailureReport
{
    /// <summary>Code, message and next command for an exception that ended a command.</summary>
    public static Failure Explain(Exception exception, string command)
    {
        string help = $"infill {command} --help";
        return FailureOfModel.Find(exception) ?? exception switch
        {
            CliException cli => new Failure(cli.Code, cli.Message, cli.TryNext ?? help),
            InvalidRequestException { IsLimit: true } limit => new Failure(ExitCode.Limit, OptionWords.Translate(limit.Message), $"{help}   (--max-megapixels)"),
            InvalidRequestException invalid => new Failure(ExitCode.WrongUse, OptionWords.Translate(invalid.Message), AfterInvalid(invalid, help)),
            ImageFileException { IsLimit: true } file => new Failure(ExitCode.Limit, file.Message, $"{help}   (--max-megapixels, --max-memory)"),
            ImageFileException file => new Failure(ExitCode.Failed, OptionWords.Translate(file.Message), AfterFile(file, help)),
            SessionException session => new Failure(session.IsWrongUse ? ExitCode.WrongUse : ExitCode.Failed, session.Message, help),
            MaskProposalException nothing => new Failure(ExitCode.Failed, nothing.Message, "infill mask PHOTO --box x,y,w,h --preview overlay.png"),
            EngineException engine => new Failure(ExitCode.Failed, engine.Message, "infill engines"),
            OperationCanceledException => new Failure(ExitCode.Interrupted, "Interrupted; nothing half-written is left.", "the same command again"),
            OutOfMemoryException => new Failure(ExitCode.Limit, "Not enough memory for this picture.", $"{help}   (--max-memory refuses such pictures early)"),
            IOException or UnauthorizedAccessException => new Failure(ExitCode.Failed, exception.Message, help),
            _ => new Failure(ExitCode.Failed, $"A bug in Infill: {exception.GetType().Name} in {FindPlace(exception)}: {exception.Message}", help),
        };
    }

    /// <summary>Tells on stderr that stdout is closed or full.</summary>
    public static ExitCode ReportDeadOutput(Exception reason, TextWriter error)
    {
        var failure = new Failure(ExitCode.Failed, $"Standard output cannot be written: {reason.Message}", "the same command with stdout open");
        failure.Write(json: false, TextWriter.Null, error);
        return failure.Code;
    }

    // Exception.TargetSite would say it too, but asks for metadata that a trimmed program does not keep.
    private static string FindPlace(Exception exception) =>
        new StackTrace(exception).GetFrame(0) is { } frame && DiagnosticMethodInfo.Create(frame) is { } method
            ? $"{method.DeclaringTypeName}.{method.Name}"
            : "an unknown place";

    private static string AfterFile(ImageFileException file, string help) =>
        file.Message.Contains("(--lenient)", StringComparison.Ordinal) ? "the same command with --lenient, or an intact copy" : help;

    private static string AfterInvalid(InvalidRequestException invalid, string help) =>
        invalid.Message.Contains("mask", StringComparison.OrdinalIgnoreCase)
            ? "infill mask PHOTO --mask MASK --describe"
            : help;
}
