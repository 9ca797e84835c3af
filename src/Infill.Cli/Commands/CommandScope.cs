using System.Runtime.InteropServices;
using Infill.Cli.Reports;
using Infill.Cli.Settings;

namespace Infill.Cli.Commands;

/// <summary>What every command has around it: signals become cancellation, exceptions become errors with exit codes.</summary>
internal static class CommandScope
{
    /// <summary>Runs a command's work.</summary>
    /// <param name="voice">Where errors go.</param>
    /// <param name="command">Name of the command, for the last line of an error.</param>
    /// <param name="work">The work; returns the exit code.</param>
    public static int Run(Voice voice, string command, Func<CancellationToken, ExitCode> work)
    {
        ExitCode code;
        try
        {
            TellSettings(voice);
            code = RunGuarded(voice, command, work);
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            // Not even the error could be written to stdout.
            code = FailureReport.ReportDeadOutput(reason, voice.Error);
        }

        voice.Lines?.End(code);
        return (int)code;
    }

    private static void TellSettings(Voice voice)
    {
        foreach (SettingValue value in voice.IsVerbose ? voice.Talk.Settings : [])
        {
            voice.Say($"Setting: {value.Setting.Name} is {value.Text}, from {value.Source}");
        }
    }

    private static ExitCode RunGuarded(Voice voice, string command, Func<CancellationToken, ExitCode> work)
    {
        using var stop = new CancellationTokenSource();
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
        using PosixSignalRegistration hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Cancel);
        try
        {
            return work(stop.Token);
        }
        catch (Exception exception)
        {
            // The outermost edge: whatever it is, the user gets one clear error and a code, never a stack trace on a half-known state.
            Failure failure = FailureReport.Explain(exception, command).WithOrigins(voice.Talk.Settings);
            failure.Write(voice.Talk.Json, voice.Output, voice.Error);
            return failure.Code;
        }

        void Cancel(PosixSignalContext context)
        {
            context.Cancel = true;
            stop.Cancel();
        }
    }
}
