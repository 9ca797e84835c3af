using System.Text.Json;

namespace Infill.Cli.Reports;

/// <summary>An error on its way to the user.</summary>
/// <param name="Code">What the process answers.</param>
/// <param name="Message">What was wrong; the first line stands alone, more may follow.</param>
/// <param name="TryNext">The next command to try; printed last.</param>
internal sealed record Failure(ExitCode Code, string Message, string TryNext)
{
    /// <summary>The message's lines, one sentence each.</summary>
    public IReadOnlyList<string> Reasons => Message.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Prints the error to stderr and, for programs, an <see cref="ErrorRecord"/> to stdout.</summary>
    public void Write(bool json, TextWriter output, TextWriter error)
    {
        error.WriteLine($"infill: {Message}");
        error.WriteLine($"Try: {TryNext}");
        if (json)
        {
            var record = new ErrorRecord
            {
                ExitCode = (int)Code,
                Reasons = Reasons,
                Try = TryNext,
            };
            output.WriteLine(JsonSerializer.Serialize(record, ReportJson.Plain.ErrorRecord));
        }
    }
}
