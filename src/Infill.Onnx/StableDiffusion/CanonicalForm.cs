using System.Text;

namespace Infill.Onnx.StableDiffusion;

/// <summary>Unicode's canonical composition (NFC): "a" and a combining accent become "á".</summary>
/// <remarks>.NET leaves text as it is in its invariant mode, in which Infill runs, and the reference's tokenizer composes. So the tables
/// are here: Unicode 15.1. Source: Unicode Standard Annex #15; Hangul: The Unicode Standard, §3.12.</remarks>
internal static class CanonicalForm
{
    private const int HangulFirst = 0xAC00;
    private const int LeadFirst = 0x1100;
    private const int VowelFirst = 0x1161;
    private const int TailFirst = 0x11A7;
    private const int Vowels = 21;
    private const int Tails = 28;
    private const int Leads = 19;
    private const int HangulCount = Leads * Vowels * Tails;

    private static readonly Lazy<CanonicalTables> Tables = new(() => CanonicalTables.Read(typeof(CanonicalForm).Assembly.GetManifestResourceStream("canonical.txt")!));

    /// <summary>The composed form; the text itself if it is all ASCII. Half surrogates become U+FFFD.</summary>
    public static string Compose(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text;
        }

        var decomposed = new List<int>(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            Decompose(rune.Value, decomposed);
        }

        Order(decomposed);
        return Join(decomposed);
    }

    private static void Decompose(int code, List<int> into)
    {
        int hangul = code - HangulFirst;
        if (hangul is >= 0 and < HangulCount)
        {
            into.Add(LeadFirst + (hangul / (Vowels * Tails)));
            into.Add(VowelFirst + (hangul % (Vowels * Tails) / Tails));
            if (hangul % Tails > 0)
            {
                into.Add(TailFirst + (hangul % Tails));
            }
        }
        else if (Tables.Value.Parts.TryGetValue(code, out int[]? parts))
        {
            foreach (int part in parts)
            {
                Decompose(part, into);
            }
        }
        else
        {
            into.Add(code);
        }
    }

    // Marks of different classes stand in the order of their classes; of equal classes, in their own.
    private static void Order(List<int> codes)
    {
        for (int start = 0; start < codes.Count;)
        {
            int end = start;
            while (end < codes.Count && Class(codes[end]) > 0)
            {
                end++;
            }

            if (end - start > 1)
            {
                int[] marks = [.. codes[start..end].OrderBy(Class)];
                for (int i = 0; i < marks.Length; i++)
                {
                    codes[start + i] = marks[i];
                }
            }

            start = Math.Max(end, start + 1);
        }
    }

    private static string Join(List<int> codes)
    {
        var composed = new List<int>(codes.Count);
        int starter = -1;
        int before = 0;
        foreach (int code in codes)
        {
            int own = Class(code);

            // Blocked if a mark of the same or a higher class, or another starter, stands between.
            bool isAdjacent = starter >= 0 && (composed.Count - 1 == starter || (before > 0 && before < own));
            if (isAdjacent && Pair(composed[starter], code) is int whole)
            {
                composed[starter] = whole;
                continue;
            }

            starter = own == 0 ? composed.Count : starter;
            before = own;
            composed.Add(code);
        }

        var text = new StringBuilder(composed.Count);
        composed.ForEach(code => text.Append(new Rune(code).ToString()));
        return text.ToString();
    }

    private static int? Pair(int first, int second)
    {
        int lead = first - LeadFirst;
        int vowel = second - VowelFirst;
        if (lead is >= 0 and < Leads && vowel is >= 0 and < Vowels)
        {
            return HangulFirst + (((lead * Vowels) + vowel) * Tails);
        }

        int hangul = first - HangulFirst;
        int tail = second - TailFirst;
        return hangul is >= 0 and < HangulCount && hangul % Tails == 0 && tail is > 0 and < Tails ? first + tail
            : Tables.Value.Wholes.TryGetValue((first, second), out int whole) ? whole
            : null;
    }

    private static int Class(int code) => Tables.Value.Classes.GetValueOrDefault(code);
}
