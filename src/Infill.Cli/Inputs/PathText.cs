using System.Text;

namespace Infill.Cli.Inputs;

/// <summary>Paths as lines of talk carry them.</summary>
internal static class PathText
{
    /// <summary>The path with control characters escaped (<c>\n</c>, <c>\u001b</c>): a name with a newline must not look like two lines, nor steer a terminal.</summary>
    public static string Show(string path)
    {
        if (!path.Any(char.IsControl))
        {
            return path;
        }

        var text = new StringBuilder(path.Length + 8);
        foreach (char c in path)
        {
            _ = c switch
            {
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                _ when char.IsControl(c) => text.Append($"\\u{(int)c:x4}"),
                _ => text.Append(c),
            };
        }

        return text.ToString();
    }
}
