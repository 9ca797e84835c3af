using System.Globalization;

namespace Infill.Workflows.Products;

/// <summary>Colours as users write them: a name, #rgb or #rrggbb.</summary>
public static class ColorText
{
    // The sixteen names that HTML has had from the start, with the other spelling of gray, and orange.
    private static readonly Dictionary<string, int> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["white"] = 0xFFFFFF,
        ["black"] = 0x000000,
        ["gray"] = 0x808080,
        ["grey"] = 0x808080,
        ["silver"] = 0xC0C0C0,
        ["red"] = 0xFF0000,
        ["maroon"] = 0x800000,
        ["yellow"] = 0xFFFF00,
        ["olive"] = 0x808000,
        ["lime"] = 0x00FF00,
        ["green"] = 0x008000,
        ["aqua"] = 0x00FFFF,
        ["teal"] = 0x008080,
        ["blue"] = 0x0000FF,
        ["navy"] = 0x000080,
        ["fuchsia"] = 0xFF00FF,
        ["purple"] = 0x800080,
        ["orange"] = 0xFFA500,
    };

    /// <summary>The names.</summary>
    public static IEnumerable<string> Words => Names.Keys;

    /// <summary>The colour, sRGB 0…1; null if the text is none.</summary>
    public static (float Red, float Green, float Blue)? Parse(string text)
    {
        if (Names.TryGetValue(text, out int named))
        {
            return Split(named);
        }

        string digits = text.Length == 4 ? $"{text[1]}{text[1]}{text[2]}{text[2]}{text[3]}{text[3]}" : text.Length == 7 ? text[1..] : "";
        return text.StartsWith('#') && int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int value) ? Split(value) : null;
    }

    private static (float, float, float) Split(int rgb) => ((rgb >> 16) / 255f, ((rgb >> 8) & 255) / 255f, (rgb & 255) / 255f);
}
