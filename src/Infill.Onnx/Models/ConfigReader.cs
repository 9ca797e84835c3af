using System.Text.Json;
using Infill.Onnx.Weights;

namespace Infill.Onnx.Models;

/// <summary>Reads the values of one configuration and collects everything that is wrong or not known in it, so that one error can name it all.</summary>
/// <param name="root">The file's root.</param>
/// <param name="path">What messages call the file.</param>
internal sealed class ConfigReader(JsonElement root, string path)
{
    /// <summary>Far above every model; below it no arithmetic on sizes overflows.</summary>
    private const int MostSize = 1 << 20;

    private const int MostLevels = 16;

    private readonly List<string> _problems = [];

    /// <summary>True if the value is there and not null.</summary>
    public bool Has(string name) => Find(name) is not null;

    /// <summary>A whole number of 1 to 2²⁰.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="missing">What stands for it where it is not there; null if it must be.</param>
    public int Size(string name, int? missing = null) =>
        Find(name) is JsonElement value ? ToSize(value, name) : missing ?? Problem(name, "is missing", 1);

    /// <summary>A finite number.</summary>
    public float Number(string name, float missing) => Find(name) is not JsonElement value ? missing
        : value.ValueKind == JsonValueKind.Number && value.TryGetSingle(out float number) && float.IsFinite(number) ? number
        : Problem(name, $"is {Text(value)}, expected a number", missing);

    /// <summary>True or false.</summary>
    public bool Flag(string name, bool missing) => Find(name) is not JsonElement value ? missing
        : value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean()
        : Problem(name, $"is {Text(value)}, expected true or false", missing);

    /// <summary>A word, or null.</summary>
    public string? Word(string name) => Find(name) is not JsonElement value ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : Problem<string?>(name, $"is {Text(value)}, expected text", null);

    /// <summary>Sizes, one per level; a single number stands for all levels.</summary>
    /// <param name="name">Their name.</param>
    /// <param name="levels">How many there must be; 0 for any number.</param>
    /// <param name="missing">What stands for each where they are not there; null if they must be.</param>
    public IReadOnlyList<int> Sizes(string name, int levels, int? missing = null)
    {
        if (Find(name) is not JsonElement value || value.ValueKind != JsonValueKind.Array)
        {
            return [.. Enumerable.Repeat(Size(name, missing), Math.Max(levels, 1))];
        }

        int count = value.GetArrayLength();
        return count is >= 1 and <= MostLevels && (levels == 0 || count == levels)
            ? [.. value.EnumerateArray().Select(item => ToSize(item, name))]
            : Problem(name, $"has {count} entries, expected {(levels == 0 ? $"1 to {MostLevels}" : levels)}", Enumerable.Repeat(1, Math.Max(levels, 1)).ToArray());
    }

    /// <summary>A single size that may also be written as a list of equal ones.</summary>
    public int EqualSize(string name, int? missing = null)
    {
        IReadOnlyList<int> sizes = Sizes(name, 0, missing);
        return sizes.All(size => size == sizes[0]) ? sizes[0] : Problem(name, $"is {Shown.Shape(sizes.Select(s => (long)s))}; different sizes per level are not known", sizes[0]);
    }

    /// <summary>Words, one per level.</summary>
    public IReadOnlyList<string> Words(string name) =>
        Find(name) is JsonElement { ValueKind: JsonValueKind.Array } value && value.GetArrayLength() <= MostLevels
        && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
            ? [.. value.EnumerateArray().Select(item => item.GetString()!)]
            : Problem<IReadOnlyList<string>>(name, "is missing or no list of words", []);

    /// <summary>Requires one of the values that are known; a value that is not there, or null, is always taken.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="known">As JSON writes them, such as <c>"silu"</c> in quotes, or <c>false</c>. A list of only known values is taken too.</param>
    public void Known(string name, params ReadOnlySpan<string> known)
    {
        if (Find(name) is not JsonElement value)
        {
            return;
        }

        foreach (JsonElement item in value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : new[] { value })
        {
            bool isKnown = known.Contains(item.GetRawText());
            foreach (string number in known)
            {
                isKnown |= item.ValueKind == JsonValueKind.Number && double.TryParse(number, out double wanted) && item.TryGetDouble(out double got) && wanted == got;
            }

            if (!isKnown)
            {
                _problems.Add($"{name} is {Text(item)}; known: {(known.IsEmpty ? "none" : string.Join(", ", known!))}");
            }
        }
    }

    /// <summary>Notes a problem that concerns several values.</summary>
    public void Refuse(string problem) => _problems.Add(problem);

    /// <summary>Ends the reading.</summary>
    /// <param name="what">What the configuration describes.</param>
    /// <exception cref="ModelException">Anything was wrong.</exception>
    public void RequireKnown(string what)
    {
        if (_problems.Count > 0)
        {
            throw new ModelException($"{path} describes no {what} that is known:", _problems);
        }
    }

    private JsonElement? Find(string name) => root.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private int ToSize(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int size) && size is >= 1 and <= MostSize ? size
            : Problem(name, $"is {Text(value)}, expected a whole number from 1 to {MostSize:N0}", 1);

    private static string Text(JsonElement value) => Shown.Quote(value.GetRawText())[1..^1];

    private T Problem<T>(string name, string problem, T instead)
    {
        _problems.Add($"{name} {problem}");
        return instead;
    }
}
