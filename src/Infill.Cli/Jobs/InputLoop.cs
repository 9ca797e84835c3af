using System.Text.Json;
using Infill.Cli.Commands;
using Infill.Cli.Inputs;
using Infill.Cli.Reports;

namespace Infill.Cli.Jobs;

/// <summary>Works through several inputs: a failure is told and the next one begins.</summary>
/// <param name="voice">Where results and errors go.</param>
/// <param name="command">Name of the command, for errors.</param>
internal sealed class InputLoop(Voice voice, string command)
{
    /// <summary>Files that the last line names; more would fill the screen.</summary>
    private const int NamedFiles = 3;

    private readonly ExitTally _tally = new();
    private readonly List<string> _failed = [];

    /// <summary>Tells of what is left out, and of what could not even become an input.</summary>
    public void Begin(JobSet set)
    {
        foreach (string folder in set.Skipped)
        {
            voice.Say($"Not looked into, because it is written to: {PathText.Show(folder)}");
        }

        foreach (InputFailure failure in set.Failures)
        {
            Tell(failure.Path, new Failure(ExitCode.Failed, failure.Reason, $"infill {command} --help"));
        }
    }

    /// <summary>Does the work of one input. Only an interruption passes through.</summary>
    public void Run(string input, Func<ExitCode> work)
    {
        try
        {
            _tally.Add(work());
        }
        catch (Exception reason) when (reason is not OperationCanceledException)
        {
            // Whatever it is, the other inputs must not suffer for it.
            Tell(input, FailureReport.Explain(reason, command));
        }
    }

    /// <summary>One line that counts, and the common exit code.</summary>
    /// <param name="checkOptions">Options with which <c>infill check</c> looks at the failed inputs, such as <c>--mask …</c>.</param>
    public ExitCode End(string checkOptions)
    {
        if (_failed.Count > 0)
        {
            string more = _failed.Count > NamedFiles ? " …" : "";
            voice.Error.WriteLine($"infill: {_failed.Count} of {_tally.Count} inputs failed.");
            voice.Error.WriteLine($"Try: infill check {string.Join(' ', _failed.Take(NamedFiles).Select(Shell.Quote))}{more}{checkOptions}");
        }

        return _tally.Combined;
    }

    private void Tell(string input, Failure failure)
    {
        _tally.Add(failure.Code);
        _failed.Add(input);
        string path = PathText.Show(input);
        voice.Error.WriteLine(failure.Message.Contains(path, StringComparison.Ordinal) ? $"infill: {failure.Message}" : $"infill: {path}: {failure.Message}");
        if (voice.Talk.Json)
        {
            var record = new ErrorRecord
            {
                Input = input,
                ExitCode = (int)failure.Code,
                Reasons = failure.Message.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
                Try = failure.TryNext,
            };
            voice.Output.WriteLine(JsonSerializer.Serialize(record, ReportJson.Plain.ErrorRecord));
        }
    }
}
