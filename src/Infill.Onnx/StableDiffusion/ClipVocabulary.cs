namespace Infill.Onnx.StableDiffusion;

/// <summary>The tokens and merges of a CLIP tokenizer, checked.</summary>
internal sealed class ClipVocabulary
{
    /// <summary>Begins every text.</summary>
    public const string Start = "<|startoftext|>";

    /// <summary>Ends every text, and stands for bytes that the vocabulary lacks.</summary>
    public const string End = "<|endoftext|>";

    /// <summary>CLIP's has 49,408.</summary>
    private const int MostTokens = 1_000_000;

    /// <summary>Takes tokens and merges.</summary>
    /// <param name="numbers">Every token once, with numbers from 0 on, each once.</param>
    /// <param name="merges">Pairs of tokens, the first learned first.</param>
    /// <param name="path">What messages call the files.</param>
    /// <exception cref="ModelException">Numbers are double or beyond the table, a special token is missing, or a merge names no token.</exception>
    public ClipVocabulary(Dictionary<string, int> numbers, IEnumerable<(string Left, string Right)> merges, string path)
    {
        Numbers = numbers;
        RequireTable(numbers, path);
        StartToken = Special(Start, path);
        EndToken = Special(End, path);
        int rank = 0;
        foreach ((string left, string right) in merges)
        {
            if (!numbers.TryGetValue(left, out int first) || !numbers.TryGetValue(right, out int second) || !numbers.TryGetValue(left + right, out int whole))
            {
                throw new ModelException($"{path} merges {Weights.Shown.Quote($"{left} {right}")}, which are no tokens of it; vocabulary and merges belong to different models.");
            }

            // The first of two equal merges counts, as it was learned first.
            Merges.TryAdd((first, second), (rank++, whole));
        }
    }

    /// <summary>Token → number.</summary>
    public Dictionary<string, int> Numbers { get; }

    /// <summary>Pair of numbers → when it was learned, and the number of both together.</summary>
    public Dictionary<(int Left, int Right), (int Rank, int Whole)> Merges { get; } = [];

    /// <summary>Number of <see cref="Start"/>.</summary>
    public int StartToken { get; }

    /// <summary>Number of <see cref="End"/>.</summary>
    public int EndToken { get; }

    /// <summary>Stands for what the vocabulary cannot write.</summary>
    public int UnknownToken => EndToken;

    private int Special(string token, string path) =>
        Numbers.TryGetValue(token, out int number) ? number : throw new ModelException($"{path} lacks the token {token}; it is no CLIP vocabulary.");

    private static void RequireTable(Dictionary<string, int> numbers, string path)
    {
        int most = Math.Min(MostTokens, numbers.Count);
        if (numbers.Values.Distinct().Count() != numbers.Count || numbers.Values.Any(number => number < 0 || number >= most))
        {
            throw new ModelException($"{path} does not number its {numbers.Count:N0} tokens from 0 on, each once.");
        }
    }
}
