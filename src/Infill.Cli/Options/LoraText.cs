using System.Globalization;

namespace Infill.Cli.Options;

/// <summary>A LoRA as it is typed: "FILE" or "FILE:WEIGHT".</summary>
internal static class LoraText
{
    /// <summary>Weights beyond this turn every picture into noise.</summary>
    public const float MostWeight = 10;

    /// <summary>File and weight; a colon that no number follows belongs to the file's name, as in C:\x. Null if the weight is out of range or no file is left.</summary>
    public static (string Path, float Weight)? Parse(string text)
    {
        int colon = text.LastIndexOf(':');
        if (colon < 0 || !float.TryParse(text[(colon + 1)..], NumberStyles.Float, CultureInfo.InvariantCulture, out float weight))
        {
            return string.IsNullOrWhiteSpace(text) ? null : (text, 1f);
        }

        return colon > 0 && Math.Abs(weight) <= MostWeight ? (text[..colon], weight) : null;
    }
}
