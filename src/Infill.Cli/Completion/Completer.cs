using System.CommandLine;
using System.CommandLine.Completions;

namespace Infill.Cli.Completion;

/// <summary>Says what may stand at the cursor. The shells' scripts ask it with the words of the line, so that quoting stays theirs.</summary>
internal static class Completer
{
    /// <summary>First argument of the question: "__complete", index of the word at the cursor, the words after the program's name.</summary>
    public const string Question = "__complete";

    private static readonly string[] FileWords = ["FILE", "FILE[:WEIGHT]", "PATH", "MASK", "FILE|-"];

    /// <summary>Answers a question.</summary>
    /// <param name="root">The tree.</param>
    /// <param name="args">The arguments after <see cref="Question"/>.</param>
    public static CompletionAnswer Answer(RootCommand root, string[] args)
    {
        int cursor = args.Length > 0 && int.TryParse(args[0], out int index) ? index - 1 : args.Length - 2;
        string[] words = JoinAssignments([.. args.Skip(1)], ref cursor);
        string current = cursor >= 0 && cursor < words.Length ? words[cursor] : "";
        return Answer(root, words.AsSpan(0, Math.Clamp(cursor, 0, words.Length)), current);
    }

    private static CompletionAnswer Answer(RootCommand root, ReadOnlySpan<string> before, string current)
    {
        Command command = root;
        Option? pending = null;
        var given = new HashSet<Option>();
        bool onlyFiles = false;
        foreach (string word in before)
        {
            if (pending is not null)
            {
                pending = null;
            }
            else if (word == "--")
            {
                onlyFiles = true;
            }
            else if (!onlyFiles && FindOption(command, word.Split('=')[0]) is Option option)
            {
                given.Add(option);
                pending = option.ValueType == typeof(bool) || word.Contains('=') ? null : option;
            }
            else if (!onlyFiles && command.Subcommands.FirstOrDefault(c => c.Name == word) is Command subcommand)
            {
                command = subcommand;
            }
        }

        if (pending is null && !onlyFiles && current.StartsWith("--", StringComparison.Ordinal) && current.Split('=', 2) is [string name, string value]
            && FindOption(command, name) is Option assigned)
        {
            return ValuesOf(assigned, value, $"{name}=");
        }

        return pending is not null ? ValuesOf(pending, current, "") : onlyFiles ? CompletionAnswer.Files : NamesOf(command, given, current);
    }

    /// <summary>bash cuts "--blend=auto" at the equals sign into three words; here they are one again.</summary>
    private static string[] JoinAssignments(string[] words, ref int cursor)
    {
        var joined = new List<string>();
        int at = cursor;
        for (int i = 0; i < words.Length; i++)
        {
            bool continues = joined.Count > 0 && joined[^1].StartsWith("--", StringComparison.Ordinal)
                && (words[i] == "=" || joined[^1].EndsWith('='));
            if (!continues)
            {
                joined.Add(words[i]);
                continue;
            }

            joined[^1] += words[i];
            at -= i <= cursor ? 1 : 0;
        }

        cursor = at;
        return [.. joined];
    }

    private static Option? FindOption(Command command, string word) =>
        OptionsOf(command).FirstOrDefault(option => option.Name == word || option.Aliases.Contains(word));

    private static IEnumerable<Option> OptionsOf(Command command) => command.Options
        .Concat(command.Parents.OfType<Command>().SelectMany(parent => parent.Options.Where(option => option.Recursive)))
        .Where(option => !option.Hidden);

    private static CompletionAnswer ValuesOf(Option option, string current, string prefix)
    {
        CompletionItem[] words = [.. option.GetCompletions(CompletionContext.Empty)];
        return words.Length > 0
            ? new CompletionAnswer(CompletionKind.Words, [.. words.Where(w => w.Label.StartsWith(current, StringComparison.Ordinal)).Select(w => (prefix + w.Label, ""))])
            : option.HelpName == "DIR" ? CompletionAnswer.Folders
            : FileWords.Contains(option.HelpName) ? CompletionAnswer.Files
            : CompletionAnswer.Nothing;
    }

    private static CompletionAnswer NamesOf(Command command, HashSet<Option> given, string current)
    {
        if (current.StartsWith('-'))
        {
            return new CompletionAnswer(CompletionKind.Words,
            [
                .. OptionsOf(command)
                    .Where(option => (!given.Contains(option) || option.Arity.MaximumNumberOfValues > 1) && option.Name.StartsWith(current, StringComparison.Ordinal))
                    .Select(option => (option.Name, FirstSentence(option.Description))),
            ]);
        }

        (string Label, string Help)[] words =
        [
            .. command.Subcommands.Where(c => !c.Hidden && c.Name.StartsWith(current, StringComparison.Ordinal)).Select(c => (c.Name, FirstSentence(c.Description))),
            .. command.Arguments.SelectMany(a => a.GetCompletions(CompletionContext.Empty))
                .Where(w => w.Label.StartsWith(current, StringComparison.Ordinal)).Select(w => (w.Label, "")),
        ];
        return words.Length > 0 || command.Subcommands.Count > 0 || command.Arguments.Any(a => a.GetCompletions(CompletionContext.Empty).Any())
            ? new CompletionAnswer(CompletionKind.Words, words)
            : command.Arguments.Count > 0 ? CompletionAnswer.Files : CompletionAnswer.Nothing;
    }

    private static string FirstSentence(string? text) => (text ?? "").Split(". ")[0].Split(": ")[0].Split(" (")[0].Split(';')[0].TrimEnd('.');
}
