namespace Infill.Onnx.StableDiffusion;

/// <summary>Words that are tokens as a whole wherever they stand in a text: start and end, and those of textual inversions.</summary>
internal sealed class SpecialWords
{
    // Longest first: of "<cat>" and "<cat>s" the longer one is meant.
    private readonly (string Word, int[] Tokens, StringComparison Comparison)[] _words;

    private SpecialWords(IEnumerable<(string Word, int[] Tokens, StringComparison Comparison)> words) => _words = [.. words.OrderByDescending(w => w.Word.Length)];

    /// <summary>Tokens beyond the vocabulary's own.</summary>
    public int TokenCount { get; private init; }

    /// <summary>Start and end of a vocabulary; they must be spelt exactly.</summary>
    public static SpecialWords Of(ClipVocabulary vocabulary) => new(
    [
        (ClipVocabulary.Start, [vocabulary.StartToken], StringComparison.Ordinal),
        (ClipVocabulary.End, [vocabulary.EndToken], StringComparison.Ordinal),
    ]);

    /// <summary>These words and others, which are found in any case.</summary>
    /// <param name="words">Word and number of its tokens.</param>
    /// <param name="next">Number of the first new token.</param>
    /// <exception cref="ModelException">A word is empty or there twice.</exception>
    public SpecialWords With(IEnumerable<(string Word, int Tokens)> words, int next)
    {
        var all = new List<(string Word, int[] Tokens, StringComparison Comparison)>(_words);
        int first = next;
        foreach ((string word, int count) in words)
        {
            if (string.IsNullOrWhiteSpace(word) || count < 1 || all.Any(w => w.Word.Equals(word, StringComparison.OrdinalIgnoreCase)))
            {
                throw new ModelException($"The word {Weights.Shown.Quote(word)} of a textual inversion is empty or there twice; give it another name.");
            }

            all.Add((word, [.. Enumerable.Range(next, count)], StringComparison.OrdinalIgnoreCase));
            next += count;
        }

        return new SpecialWords(all) { TokenCount = TokenCount + next - first };
    }

    /// <summary>Cuts a text at these words: stretches of text (no tokens), and the words' tokens.</summary>
    public IEnumerable<(string Text, IReadOnlyList<int>? Tokens)> Split(string text)
    {
        int start = 0;
        for (int at = 0; at < text.Length;)
        {
            int match = Array.FindIndex(_words, w => string.Compare(text, at, w.Word, 0, w.Word.Length, w.Comparison) == 0);
            if (match < 0)
            {
                at++;
                continue;
            }

            yield return (text[start..at], null);
            yield return ("", _words[match].Tokens);
            at += _words[match].Word.Length;
            start = at;
        }

        yield return (text[start..], null);
    }
}
