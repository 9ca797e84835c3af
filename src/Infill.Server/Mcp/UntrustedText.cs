using System.Globalization;
using System.Text;
using Infill.Imaging;

namespace Infill.Server.Mcp;

/// <summary>The texts that a picture's file carries, for whoever asks for them: one string, short, and without characters that do anything.</summary>
internal static class UntrustedText
{
    /// <summary>Longer texts are cut.</summary>
    public const int MostCharacters = 1000;

    /// <summary>The texts of a picture's metadata and file, as "name: text" joined by "; "; null if there are none.</summary>
    /// <param name="metadata">EXIF, XMP and the colour profile.</param>
    /// <param name="file">The picture's file, for its comments; null = only the metadata.</param>
    public static string? Of(ImageMetadata metadata, Stream? file = null)
    {
        string text = string.Join("; ", ExifText.Read(metadata.Exif)
            .Concat(XmpText.Read(metadata.Xmp))
            .Concat(ProfileText.Read(metadata.IccProfile))
            .Concat(file is null ? [] : CommentText.Read(file))
            .Where(pair => pair.Text.Length > 0)
            .Select(pair => $"{pair.Name}: {Clean(pair.Text)}")
            .Distinct());
        return text.Length == 0 ? null : Cut(text);
    }

    /// <summary>One line without control characters, and without those that are not seen or turn the direction of writing.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder();
        foreach (Rune rune in text.EnumerateRunes().Take(2 * MostCharacters))
        {
            switch (Rune.GetUnicodeCategory(rune))
            {
                case UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator:
                    clean.Append(' ');
                    break;
                case UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate:
                    break;
                default:
                    clean.Append(rune.ToString());
                    break;
            }
        }

        return string.Join(' ', clean.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    // A pair of surrogates is not cut in half.
    private static string Cut(string text) => text.Length <= MostCharacters ? text
        : char.IsHighSurrogate(text[MostCharacters - 1]) ? text[..(MostCharacters - 1)] : text[..MostCharacters];
}
