using System.Text;

namespace Infill.Onnx.Weights;

/// <summary>How messages show what a file says: names in it are as hostile as its bytes.</summary>
internal static class Shown
{
    private const int MostCharacters = 120;

    /// <summary>The text in quotes, shortened, with control characters (as in terminal commands) as question marks.</summary>
    public static string Quote(string text)
    {
        var shown = new StringBuilder("'");
        foreach (Rune rune in text.EnumerateRunes().Take(MostCharacters))
        {
            shown.Append(Rune.IsControl(rune) || rune.Value is >= 0x202A and <= 0x202E or >= 0x2066 and <= 0x2069 ? "?" : rune.ToString());
        }

        return shown.Append(text.Length > MostCharacters ? "…'" : "'").ToString();
    }

    /// <summary>"[320, 4, 3, 3]".</summary>
    public static string Shape(IEnumerable<long> shape) => $"[{string.Join(", ", shape)}]";
}
