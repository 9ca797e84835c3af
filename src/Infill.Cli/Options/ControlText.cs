using System.Globalization;
using Infill.Onnx.Controls;

namespace Infill.Cli.Options;

/// <summary>A control network as it is typed: "KIND:PATH", then any of ",scale=0.8", ",from=0", ",to=0.7", ",map=FILE".</summary>
internal sealed record ControlText
{
    private static readonly Dictionary<string, ControlKind> Kinds = new(StringComparer.Ordinal)
    {
        ["canny"] = ControlKind.Canny,
        ["soft-edge"] = ControlKind.SoftEdge,
        ["inpaint"] = ControlKind.Inpaint,
        ["map"] = ControlKind.Map,
    };

    /// <summary>What it looks at.</summary>
    public required ControlKind Kind { get; init; }

    /// <summary>Folder of the network.</summary>
    public required string Path { get; init; }

    /// <summary>Weight, or null for the default.</summary>
    public float? Scale { get; init; }

    /// <summary>Share of the run from which on it acts.</summary>
    public double From { get; init; }

    /// <summary>Share of the run up to which it acts.</summary>
    public double To { get; init; } = 1;

    /// <summary>The user's map, or null.</summary>
    public string? Map { get; init; }

    /// <summary>The words for kinds.</summary>
    public static IEnumerable<string> Words => Kinds.Keys;

    /// <summary>Reads it; null for anything that is not of this form. A comma or colon in a path is a part of it unless a known word and "=" follow.</summary>
    public static ControlText? Parse(string text)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || !Kinds.TryGetValue(text[..colon], out ControlKind kind))
        {
            return null;
        }

        string rest = text[(colon + 1)..];
        var read = new ControlText { Kind = kind, Path = "" };
        for (int comma = rest.LastIndexOf(','); comma >= 0 && rest[(comma + 1)..].Split('=', 2) is [string word, string value]; comma = rest.LastIndexOf(','))
        {
            if (!IsWord(word))
            {
                break;
            }

            if (read.With(word, value) is not ControlText more)
            {
                return null;
            }

            (read, rest) = (more, rest[..comma]);
        }

        read = read with { Path = rest };
        bool isWhole = rest.Length > 0 && read.From <= read.To && (kind == ControlKind.Map) == (read.Map is not null);
        return isWhole ? read : null;
    }

    /// <summary>The same text with full paths.</summary>
    public static string Rooted(string text) => Parse(text) is not ControlText read ? text : string.Create(
        CultureInfo.InvariantCulture,
        $"{Kinds.First(pair => pair.Value == read.Kind).Key}:{(System.IO.Path.Exists(read.Path) ? System.IO.Path.GetFullPath(read.Path) : read.Path)}{(read.Scale is float scale ? $",scale={scale}" : "")},from={read.From},to={read.To}{(read.Map is null ? "" : $",map={System.IO.Path.GetFullPath(read.Map)}")}");

    private static bool IsWord(string word) => word is "scale" or "from" or "to" or "map";

    private ControlText? With(string word, string value) => word switch
    {
        "map" => value.Length > 0 ? this with { Map = value } : null,
        "scale" => Share(value, ControlSetup.MaxScale) is double scale ? this with { Scale = (float)scale } : null,
        "from" => Share(value, 1) is double from ? this with { From = from } : null,
        _ => Share(value, 1) is double to ? this with { To = to } : null,
    };

    private static double? Share(string text, double most) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value) && value <= most ? value : null;
}
