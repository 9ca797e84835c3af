using System.Text;

namespace Infill.Cli.Batch;

/// <summary>Option names as JSON writes them: <c>fillHoles</c> and <c>fill-holes</c> are both <c>--fill-holes</c>.</summary>
internal static class OptionKey
{
    /// <summary>The option's name without its dashes.</summary>
    public static string ToOption(string key)
    {
        var name = new StringBuilder(key.Length + 4);
        foreach (char c in key)
        {
            _ = char.IsAsciiLetterUpper(c) ? name.Append('-').Append(char.ToLowerInvariant(c)) : name.Append(c);
        }

        return name.ToString();
    }

    /// <summary>The key in camelCase, from a name with dashes.</summary>
    public static string FromOption(string name)
    {
        string[] words = name.TrimStart('-').Split('-');
        return words[0] + string.Concat(words.Skip(1).Select(w => char.ToUpperInvariant(w[0]) + w[1..]));
    }
}
