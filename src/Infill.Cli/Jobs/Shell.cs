namespace Infill.Cli.Jobs;

/// <summary>Text for a shell.</summary>
internal static class Shell
{
    private const int LongestQuote = 120;

    /// <summary>
    /// The word as it must be typed: in double quotes if it holds anything but letters, digits and path signs, in single quotes
    /// if a shell would read something into double ones.
    /// </summary>
    public static string Quote(string word)
    {
        if (word.Length > 0 && word.All(c => char.IsLetterOrDigit(c) || "/\\._-:,%".Contains(c)))
        {
            return word;
        }

        return word.Any(c => "$`\"!".Contains(c)) ? $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'" : $"\"{word}\"";
    }

    /// <summary>The start of a text that a message repeats; a whole one could fill screens.</summary>
    public static string Shorten(string text) => text.Length <= LongestQuote ? text : text[..LongestQuote] + "…";
}
