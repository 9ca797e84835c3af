using System.Text.RegularExpressions;
using Infill.Imaging;

namespace Infill.Server.Decoding;

/// <summary>Takes out of a decoder's words what it quotes from the picture: the name of a colour profile can be an instruction to whoever reads it.</summary>
internal static partial class PlainText
{
    private const int MostLength = 400;

    /// <summary>The text without what stands in quotes, without control characters, and not too long.</summary>
    public static string Of(string text)
    {
        string plain = Quoted().Replace(text, "'…'");
        plain = new string([.. plain.Where(c => !char.IsControl(c))]);
        return plain.Length <= MostLength ? plain : plain[..MostLength] + "…";
    }

    /// <summary>The same picture, with its warnings and notes made plain.</summary>
    public static Image Of(Image image) => image.Metadata is { Warnings.Count: 0, Notes.Count: 0 } ? image : image.WithMetadata(image.Metadata with
    {
        Warnings = [.. image.Metadata.Warnings.Select(Of)],
        Notes = [.. image.Metadata.Notes.Select(Of)],
    });

    // From the first mark to the last, or to the end: what is quoted may hold marks itself. An apostrophe within a word is none.
    [GeneratedRegex("""(?<![\p{L}\p{N}])['"`‘“](?:.*['"`’”](?![\p{L}\p{N}])|.*)""", RegexOptions.Singleline)]
    private static partial Regex Quoted();
}
