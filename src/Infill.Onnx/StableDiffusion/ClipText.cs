using System.Globalization;
using System.Text;

namespace Infill.Onnx.StableDiffusion;

/// <summary>Cuts a text into the pieces that CLIP's tokenizer encodes one by one.</summary>
/// <remarks>Source: the reference's <c>tokenizer.json</c>: compose (NFC), lower case, then
/// <c>'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+</c>. Not .NET's regular expressions: they see half surrogates, for which
/// <c>\p{L}</c> is false, where the reference sees letters.</remarks>
internal static class ClipText
{
    private static readonly string[] Contractions = ["'s", "'t", "'re", "'ve", "'m", "'ll", "'d"];

    private enum Kind
    {
        Space,
        Letter,
        Number,
        Other,
    }

    /// <summary>The pieces in order; none for blanks.</summary>
    public static IEnumerable<string> Pieces(string text)
    {
        string normal = Lower(CanonicalForm.Compose(text));
        for (int at = 0; at < normal.Length;)
        {
            int length = Length(normal, at);
            if (KindAt(normal, at, out _) != Kind.Space)
            {
                yield return normal.Substring(at, length);
            }

            at += length;
        }
    }

    private static int Length(string text, int at)
    {
        foreach (string contraction in Contractions)
        {
            if (string.CompareOrdinal(text, at, contraction, 0, contraction.Length) == 0)
            {
                return contraction.Length;
            }
        }

        Kind kind = KindAt(text, at, out int length);
        while (kind is Kind.Letter or Kind.Other && at + length < text.Length && KindAt(text, at + length, out int next) == kind)
        {
            length += next;
        }

        return length;
    }

    private static Kind KindAt(string text, int at, out int length)
    {
        Rune rune = Rune.GetRuneAt(text, at);
        length = rune.Utf16SequenceLength;
        if (Rune.IsWhiteSpace(rune))
        {
            return Kind.Space;
        }

        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
                or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter => Kind.Letter,
            UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => Kind.Number,
            _ => Kind.Other,
        };
    }

    // Character by character, so no final sigma. İ is the one character that becomes two; .NET leaves it as it is.
    private static string Lower(string text)
    {
        var lower = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            lower.Append(rune.Value == 0x130 ? "i\u0307" : Rune.ToLowerInvariant(rune).ToString());
        }

        return lower.ToString();
    }
}
