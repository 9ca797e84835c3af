using Infill.Onnx.Models;

namespace Infill.Onnx.StableDiffusion;

/// <summary>Turns texts into CLIP's token numbers, exactly as the reference does.</summary>
/// <remarks>Unchangeable and safe for threads. Words of textual inversions are tokens that <see cref="WithWords"/> adds.</remarks>
public sealed class ClipTokenizer
{
    /// <summary>Tokens of a text with its start and end; the length of CLIP's table of positions.</summary>
    public const int Length = 77;

    private readonly ClipVocabulary _vocabulary;
    private readonly BytePairs _pairs;
    private readonly SpecialWords _words;

    private ClipTokenizer(ClipVocabulary vocabulary, int padToken, SpecialWords words)
    {
        _vocabulary = vocabulary;
        _pairs = new BytePairs(vocabulary);
        _words = words;
        PadToken = padToken;
    }

    /// <summary>Number of the token that begins every text.</summary>
    public int StartToken => _vocabulary.StartToken;

    /// <summary>Number of the token that ends every text.</summary>
    public int EndToken => _vocabulary.EndToken;

    /// <summary>Number of the token that fills a text up.</summary>
    public int PadToken { get; }

    /// <summary>Number of tokens, added words included.</summary>
    public int Count => _vocabulary.Numbers.Count + _words.TokenCount;

    /// <summary>Makes a tokenizer of a model's files, or the original one of CLIP where they are empty.</summary>
    /// <exception cref="ModelException">They are no CLIP vocabulary, or lack the token that fills up.</exception>
    public static ClipTokenizer Read(TokenizerFiles files)
    {
        ArgumentNullException.ThrowIfNull(files);
        ClipVocabulary vocabulary = ClipVocabularyReader.Read(files);
        return vocabulary.Numbers.TryGetValue(files.PadToken, out int pad)
            ? new ClipTokenizer(vocabulary, pad, SpecialWords.Of(vocabulary)).WithWords(files.AddedWords)
            : throw new ModelException($"{files.Path} fills texts up with {Weights.Shown.Quote(files.PadToken)}, which is no token of it.");
    }

    /// <summary>A tokenizer that knows further words, each of one or more tokens of its own; their numbers follow <see cref="Count"/> in the order given.</summary>
    /// <param name="words">Word as it stands in a prompt, in any case, and its number of tokens.</param>
    /// <exception cref="ModelException">A word is empty or there twice.</exception>
    public ClipTokenizer WithWords(IEnumerable<(string Word, int Tokens)> words) =>
        new(_vocabulary, PadToken, _words.With(words, Count));

    /// <summary>Numbers of a text's tokens, without start and end.</summary>
    public IReadOnlyList<int> Encode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var tokens = new List<int>();
        foreach ((string part, IReadOnlyList<int>? word) in _words.Split(text))
        {
            if (word is not null)
            {
                tokens.AddRange(word);
                continue;
            }

            foreach (string piece in ClipText.Pieces(part))
            {
                _pairs.Encode(piece, tokens);
            }
        }

        return tokens;
    }

    /// <summary>A text of exactly <see cref="Length"/> tokens: start, as much of the text as fits, end, filling.</summary>
    public IReadOnlyList<int> EncodePadded(string text) => Pad([.. Encode(text).Take(Length - 2)]);

    /// <summary>Start, tokens, end, filling.</summary>
    /// <param name="tokens">At most 75.</param>
    internal IReadOnlyList<int> Pad(IReadOnlyList<int> tokens) =>
        [StartToken, .. tokens, EndToken, .. Enumerable.Repeat(PadToken, Length - 2 - tokens.Count)];
}
