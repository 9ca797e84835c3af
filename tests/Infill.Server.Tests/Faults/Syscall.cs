using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Infill.Server.Tests.Faults;

/// <summary>A system call as strace wrote it down with -f -y -xx: texts and data in hexadecimal, descriptors with their paths.</summary>
internal sealed partial record Syscall(string Name, string Arguments, long Result)
{
    /// <summary>Path behind the first descriptor, or "".</summary>
    public string File => FirstPath().Match(Arguments) is { Success: true } match ? Unescape(match.Groups[1].Value) : "";

    /// <summary>Path behind the descriptor that it gave.</summary>
    public string Opened { get; private init; } = "";

    /// <summary>All texts and data, in order.</summary>
    public IReadOnlyList<byte[]> Data => [.. Texts().Matches(Arguments).Select(match => Bytes(match.Groups[1].Value))];

    public byte[] AllData => [.. Data.SelectMany(part => part)];

    /// <summary>A text argument.</summary>
    public string Text(int index) => Encoding.UTF8.GetString(Data[index]);

    /// <summary>The last argument as a number.</summary>
    public long LastNumber => long.Parse(Arguments.Split(',')[^1].Trim(), CultureInfo.InvariantCulture);

    /// <summary>All calls of a log that succeeded, in the order in which they ended.</summary>
    public static List<Syscall> Read(IEnumerable<string> log)
    {
        var calls = new List<Syscall>();
        var begun = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string line in log)
        {
            int space = line.IndexOf(' ', StringComparison.Ordinal);
            (string thread, string text) = (line[..space], line[space..].TrimStart());
            if (text.EndsWith(" <unfinished ...>", StringComparison.Ordinal))
            {
                begun[thread] = text[..^" <unfinished ...>".Length];
            }
            else if (Resumed().Match(text) is { Success: true } match && begun.Remove(thread, out string? first))
            {
                Add(first + match.Groups[1].Value);
            }
            else
            {
                Add(text);
            }
        }

        return calls;

        void Add(string text)
        {
            if (Whole().Match(text) is { Success: true } match && long.Parse(match.Groups[3].Value, CultureInfo.InvariantCulture) is >= 0 and long result)
            {
                calls.Add(new Syscall(match.Groups[1].Value, match.Groups[2].Value, result) { Opened = Unescape(match.Groups[4].Value) });
            }
        }
    }

    private static string Unescape(string path) => path.Contains("\\x", StringComparison.Ordinal) ? Encoding.UTF8.GetString(Bytes(path)) : path;

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace("\\x", "", StringComparison.Ordinal));

    [GeneratedRegex(@"^<\.\.\. \w+ resumed>(.*)$", RegexOptions.Singleline)]
    private static partial Regex Resumed();

    [GeneratedRegex(@"^(\w+)\((.*)\)\s+= (-?\d+)(?:<([^>]*)>)?", RegexOptions.Singleline)]
    private static partial Regex Whole();

    [GeneratedRegex(@"^\d+<([^>]*)>")]
    private static partial Regex FirstPath();

    [GeneratedRegex("\"((?:\\\\x[0-9a-f]{2})*)\"")]
    private static partial Regex Texts();
}
