using System.Text.Json;
using Infill.Cli.Settings;

namespace Infill.Cli.Reports;

/// <summary>An error on its way to the user.</summary>
/// <param name="Code">What the process answers.</param>
/// <param name="Message">What was wrong; the first line stands alone, more may follow.</param>
/// <param name="TryNext">The next command to try; printed last.</param>
internal sealed record Failure(ExitCode Code, string Message, string TryNext)
{
    /// <summary>The message's lines, one sentence each.</summary>
    public IReadOnlyList<string> Reasons => Message.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The same error, and for every setting that it speaks of, where that came from: the user did not type it.</summary>
    public Failure WithOrigins(IReadOnlyList<SettingValue> settings)
    {
        IEnumerable<string> origins = settings
            .Where(value => Names($"{Message} {TryNext} ", value.Setting.Option.Name) || Message.Contains($"'{value.Text}'", StringComparison.Ordinal))
            .Select(value => $"{value.Setting.Option.Name} {value.Text} comes from {value.Source}.");
        return this with { Message = string.Join(Environment.NewLine, origins.Prepend(Message)) };
    }

    /// <summary>"--grow" is not named by "--grow-more".</summary>
    private static bool Names(string text, string option)
    {
        int at = text.IndexOf(option, StringComparison.Ordinal);
        return at >= 0 && !char.IsLetter(text[at + option.Length]) && text[at + option.Length] != '-';
    }

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
