using System.Text.Json;
using Infill.Cli.Inputs;
using Infill.Cli.Reports;

namespace Infill.Cli.Batch;

/// <summary>Reads a manifest: JSON Lines in UTF-8, one job a line.</summary>
internal static class ManifestReader
{
    private static readonly string[] Keys = ["image", "mask", "workflow", "output", "options"];

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 4 };

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Every line that is not empty; bad ones carry their problem.</summary>
    public static IReadOnlyList<ManifestLine> Read(ReadOnlySpan<byte> content)
    {
        content = content.StartsWith(ByteOrderMark) ? content[ByteOrderMark.Length..] : content;
        var lines = new List<ManifestLine>();
        int number = 0;
        foreach (Range range in content.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> text = content[range].Trim(" \t\r"u8);
            number++;
            if (!text.IsEmpty)
            {
                lines.Add(Parse(number, text.ToArray()));
            }
        }

        return lines;
    }

    private static ManifestLine Parse(int number, byte[] text)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(text, Strict);
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? Read(number, json.RootElement)
                : throw new FormatException("it is no JSON object");
        }
        catch (JsonException reason)
        {
            string where = reason.BytePositionInLine is long column ? $" at byte {column + 1}" : "";
            return Bad(number, $"it is no JSON{where}: {reason.Message.Split(" LineNumber:")[0]}");
        }
        catch (Exception reason) when (reason is FormatException or InvalidOperationException)
        {
            // InvalidOperationException: a text that is no UTF-8, or half of a surrogate pair.
            return Bad(number, reason is FormatException ? reason.Message : "a text in it is no valid UTF-8");
        }
    }

    private static ManifestLine Read(int number, JsonElement json)
    {
        var line = new ManifestLine { Number = number };
        foreach (JsonProperty member in json.EnumerateObject())
        {
            line = member.Name switch
            {
                "image" => line with { Image = Text(member) },
                "mask" => line with { Mask = Text(member) },
                "workflow" => line with { Workflow = Word(member, JobParser.Workflows) },
                "output" => line with { Output = Text(member) },
                "options" => line with { Options = ReadOptions(member) },
                _ => throw new FormatException($"there is no key '{PathText.Show(member.Name)}'{Spelling.Suggest(member.Name, Keys)}; known: {string.Join(", ", Keys)}"),
            };
        }

        return line.Image.Length > 0 ? line : throw new FormatException("it has no \"image\"");
    }

    private static Dictionary<string, IReadOnlyList<string>?> ReadOptions(JsonProperty member)
    {
        if (member.Value.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException("\"options\" must be an object, such as {\"seed\": 3}");
        }

        var options = new Dictionary<string, IReadOnlyList<string>?>(StringComparer.Ordinal);
        foreach (JsonProperty option in member.Value.EnumerateObject())
        {
            string name = "--" + OptionKey.ToOption(option.Name);
            if (!options.TryAdd(name, Values(option)))
            {
                throw new FormatException($"options.{option.Name} stands there twice");
            }
        }

        return options;
    }

    /// <summary>Null turns a switch off; no value turns it on.</summary>
    private static string[]? Values(JsonProperty option) => option.Value.ValueKind switch
    {
        JsonValueKind.True => [],
        JsonValueKind.False => null,
        JsonValueKind.String => [option.Value.GetString()!],
        JsonValueKind.Number => [option.Value.GetRawText()],
        JsonValueKind.Array when option.Value.GetArrayLength() > 0 && option.Value.EnumerateArray().All(v => v.ValueKind == JsonValueKind.String) =>
            [.. option.Value.EnumerateArray().Select(v => v.GetString()!)],
        _ => throw new FormatException($"options.{PathText.Show(option.Name)} must be a text, a number, true, false, or a list of texts"),
    };

    private static string Text(JsonProperty member) =>
        member.Value.ValueKind == JsonValueKind.String && member.Value.GetString() is { Length: > 0 } text && !text.Contains('\0')
            ? text
            : throw new FormatException($"\"{member.Name}\" must be a text that is not empty");

    private static string Word(JsonProperty member, IReadOnlyList<string> known) => Text(member) is string word && known.Contains(word)
        ? word
        : throw new FormatException($"\"{member.Name}\" is '{PathText.Show(Text(member))}'{Spelling.Suggest(Text(member), known)}; it must be one of: {string.Join(", ", known)}");

    private static ManifestLine Bad(int number, string problem) => new() { Number = number, Problem = $"The line cannot be read: {problem}." };
}
