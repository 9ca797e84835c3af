using System.Text;

namespace Infill.Cli.Evaluation;

/// <summary>A command line with placeholders, split into words without a shell: nothing is expanded, piped or redirected.</summary>
/// <remarks>Words end at blanks. Between single quotes everything stands for itself; between double quotes too, but that \" is a
/// quote and \\ a backslash. Elsewhere a backslash is a plain character, as in paths on Windows. Placeholders are put in after
/// splitting, so a path with blanks stays one word; other text in braces is left as it is.</remarks>
/// <param name="Words">Program first, then its arguments.</param>
internal sealed record CommandTemplate(IReadOnlyList<string> Words)
{
    private const string Image = "{image}";
    private const string Mask = "{mask}";
    private const string Output = "{output}";
    private const string Seed = "{seed}";

    /// <summary>True if fills differ by seed; other commands run once per case.</summary>
    public bool UsesSeed => Words.Any(w => w.Contains(Seed, StringComparison.Ordinal));

    /// <summary>Splits and checks a template.</summary>
    /// <exception cref="CliException">No program, an open quote, or a placeholder is missing.</exception>
    public static CommandTemplate Parse(string text)
    {
        List<string> words = Split(text);
        string[] missing = [.. new[] { Image, Mask, Output }.Where(p => !words.Skip(1).Any(w => w.Contains(p, StringComparison.Ordinal)))];
        if (words.Count == 0 || missing.Length > 0)
        {
            throw new CliException(
                ExitCode.WrongUse,
                $"The command '{text.Trim()}' lacks {(words.Count == 0 ? "a program" : string.Join(", ", missing))}; "
                + "an external engine reads {image} and {mask} (white = fill) and writes {output}, and may take {seed}.",
                "infill eval --help");
        }

        return new CommandTemplate(words);
    }

    /// <summary>The words of one run.</summary>
    public IReadOnlyList<string> Fill(string image, string mask, string output, int seed) =>
    [
        .. Words.Select(w => w
            .Replace(Image, image, StringComparison.Ordinal)
            .Replace(Mask, mask, StringComparison.Ordinal)
            .Replace(Output, output, StringComparison.Ordinal)
            .Replace(Seed, seed.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal)),
    ];

    /// <summary>The words of a text, without looking for placeholders.</summary>
    /// <exception cref="CliException">A quote is never closed.</exception>
    public static List<string> Split(string text)
    {
        var words = new List<string>();
        StringBuilder? word = null;
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsWhiteSpace(text[i]))
            {
                words.AddRange(word is null ? [] : [word.ToString()]);
                word = null;
                continue;
            }

            word ??= new StringBuilder();
            if (text[i] is '"' or '\'')
            {
                i = ReadQuoted(text, i, word);
            }
            else
            {
                word.Append(text[i]);
            }
        }

        words.AddRange(word is null ? [] : [word.ToString()]);
        return words;
    }

    /// <summary>Reads from an opening quote; gives the place of the closing one.</summary>
    private static int ReadQuoted(string text, int open, StringBuilder word)
    {
        for (int i = open + 1; i < text.Length; i++)
        {
            if (text[i] == text[open])
            {
                return i;
            }

            bool isEscape = text[open] == '"' && text[i] == '\\' && i + 1 < text.Length && text[i + 1] is '"' or '\\';
            i += isEscape ? 1 : 0;
            word.Append(text[i]);
        }

        throw new CliException(ExitCode.WrongUse, $"A quote ({text[open]}) is opened in '{text.Trim()}' and never closed.", "infill eval --help");
    }
}
