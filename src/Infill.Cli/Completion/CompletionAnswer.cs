namespace Infill.Cli.Completion;

/// <summary>What may stand at the cursor.</summary>
/// <param name="Kind">What the shell shall offer.</param>
/// <param name="Words">Words with a short help, which may be empty.</param>
internal sealed record CompletionAnswer(CompletionKind Kind, IReadOnlyList<(string Word, string Help)> Words)
{
    /// <summary>Any file.</summary>
    public static CompletionAnswer Files { get; } = new(CompletionKind.Files, []);

    /// <summary>Any folder.</summary>
    public static CompletionAnswer Folders { get; } = new(CompletionKind.Folders, []);

    /// <summary>Something that only the user knows, such as a number.</summary>
    public static CompletionAnswer Nothing { get; } = new(CompletionKind.Words, []);

    /// <summary>A first line with the kind, then a line per word: the word, a tab, its help.</summary>
    public void Write(TextWriter output)
    {
        output.WriteLine(Kind.ToString().ToLowerInvariant());
        foreach ((string word, string help) in Words)
        {
            output.WriteLine(help.Length > 0 ? $"{word}\t{help}" : word);
        }
    }
}
