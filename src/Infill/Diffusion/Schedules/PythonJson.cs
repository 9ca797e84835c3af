using System.Text;
using System.Text.Json;

namespace Infill.Diffusion.Schedules;

/// <summary>JSON as Python writes it: with the bare words Infinity, -Infinity and NaN where a number is not finite.</summary>
internal static class PythonJson
{
    private static readonly string[] Words = ["-Infinity", "Infinity", "NaN"];

    /// <summary>Parses, with the bare words turned into texts.</summary>
    /// <exception cref="InvalidDataException">The text is not JSON even so; the message says where.</exception>
    public static JsonDocument Parse(string json)
    {
        try
        {
            return JsonDocument.Parse(Quote(json));
        }
        catch (JsonException e)
        {
            throw new InvalidDataException(
                $"The scheduler's configuration is not JSON: line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}. Is the file complete?", e);
        }
    }

    /// <summary>The number of a quoted word; NaN for any other text, which lies in no range.</summary>
    public static double Infinity(string word) => word switch
    {
        "Infinity" => double.PositiveInfinity,
        "-Infinity" => double.NegativeInfinity,
        _ => double.NaN,
    };

    private static string Quote(string json)
    {
        var text = new StringBuilder(json.Length + 16);
        bool isInText = false;
        for (int i = 0; i < json.Length; i++)
        {
            char c = json[i];
            string? word = isInText ? null : Array.Find(Words, w => json.AsSpan(i).StartsWith(w));
            if (word is not null)
            {
                _ = text.Append('"').Append(word).Append('"');
                i += word.Length - 1;
                continue;
            }

            _ = text.Append(c);
            if (isInText && c == '\\' && i + 1 < json.Length)
            {
                _ = text.Append(json[++i]);
            }
            else if (c == '"')
            {
                isInText = !isInText;
            }
        }

        return text.ToString();
    }
}
