using System.Text;

namespace Infill.Onnx.StableDiffusion;

/// <summary>Byte-pair encoding: the bytes of a piece, merged pair by pair in the order in which the pairs were learned.</summary>
/// <remarks>Sennrich et al. 2016; on bytes: Radford et al. 2019. Own, not a package's: the reference's cuts, composition and byte alphabet
/// must be matched exactly, and what is left is this loop.</remarks>
/// <param name="vocabulary">Tokens and merges.</param>
internal sealed class BytePairs(ClipVocabulary vocabulary)
{
    /// <summary>Ends the last token of a piece.</summary>
    public const string EndOfWord = "</w>";

    private static readonly string[] Alphabet = MakeAlphabet();

    /// <summary>How each byte is written in a vocabulary: printable ones as themselves, the others from U+0100 on.</summary>
    public static string Letter(byte value) => Alphabet[value];

    /// <summary>Bytes in the order in which the original vocabulary lists them.</summary>
    public static IEnumerable<byte> AlphabetOrder() =>
        Enumerable.Range(0, 256).Where(IsPrintable).Concat(Enumerable.Range(0, 256).Where(b => !IsPrintable(b))).Select(b => (byte)b);

    /// <summary>Appends the numbers of a piece's tokens.</summary>
    public void Encode(string piece, List<int> into)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(piece);
        int[] tokens = new int[bytes.Length];
        for (int i = 0; i < bytes.Length; i++)
        {
            string letter = Alphabet[bytes[i]] + (i == bytes.Length - 1 ? EndOfWord : "");
            tokens[i] = vocabulary.Numbers.TryGetValue(letter, out int number) ? number : vocabulary.UnknownToken;
        }

        Merge(tokens, into);
    }

    // A queue instead of passes: a text of one endless word takes n·log n, not n².
    private void Merge(int[] tokens, List<int> into)
    {
        int[] next = [.. Enumerable.Range(1, tokens.Length)];
        int[] before = [.. Enumerable.Range(-1, tokens.Length)];
        var queue = new PriorityQueue<(int At, int Left, int Right), (int Rank, int At)>();
        for (int i = 0; i + 1 < tokens.Length; i++)
        {
            Offer(queue, tokens, i, i + 1);
        }

        while (queue.TryDequeue(out (int At, int Left, int Right) pair, out _))
        {
            int right = next[pair.At];

            // Outdated: one of the two was merged meanwhile.
            if (tokens[pair.At] != pair.Left || right >= tokens.Length || tokens[right] != pair.Right)
            {
                continue;
            }

            tokens[pair.At] = vocabulary.Merges[(pair.Left, pair.Right)].Whole;
            tokens[right] = -1;
            next[pair.At] = next[right];
            if (next[right] < tokens.Length)
            {
                before[next[right]] = pair.At;
                Offer(queue, tokens, pair.At, next[right]);
            }

            if (before[pair.At] >= 0)
            {
                Offer(queue, tokens, before[pair.At], pair.At);
            }
        }

        into.AddRange(tokens.Where(token => token >= 0));
    }

    private void Offer(PriorityQueue<(int At, int Left, int Right), (int Rank, int At)> queue, int[] tokens, int left, int right)
    {
        if (vocabulary.Merges.TryGetValue((tokens[left], tokens[right]), out (int Rank, int Whole) merge))
        {
            queue.Enqueue((left, tokens[left], tokens[right]), (merge.Rank, left));
        }
    }

    private static bool IsPrintable(int value) => value is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or (>= 0xAE and <= 0xFF);

    private static string[] MakeAlphabet()
    {
        string[] alphabet = new string[256];
        int other = 256;
        for (int value = 0; value < alphabet.Length; value++)
        {
            alphabet[value] = ((char)(IsPrintable(value) ? value : other++)).ToString();
        }

        return alphabet;
    }
}
