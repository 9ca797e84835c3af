using System.Text.Json;

namespace Infill.Diffusion.Schedules;

/// <summary>Typed look at the keys that one class reads. A key that is missing or null has its default; a value that is wrong is an error that names it.</summary>
/// <param name="root">The file's object.</param>
/// <param name="known">Keys of the class; all others count as missing.</param>
internal sealed class SchedulerValues(JsonElement root, IReadOnlySet<string> known)
{
    /// <summary>Present, and neither null nor false.</summary>
    public bool IsSet(string key) => Find(key) is { } value && value.ValueKind != JsonValueKind.False;

    public bool Flag(string key, bool fallback) => Find(key) switch
    {
        null => fallback,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { } value => throw Wrong(key, value, "true or false"),
    };

    public string Text(string key, string fallback) => Find(key) switch
    {
        null => fallback,
        { ValueKind: JsonValueKind.String } value => value.GetString()!,
        { } value => throw Wrong(key, value, "text"),
    };

    public T Choice<T>(string key, T fallback, Dictionary<string, T> words) => Find(key) switch
    {
        null => fallback,
        { ValueKind: JsonValueKind.String } value when words.TryGetValue(value.GetString()!, out T? choice) => choice,
        { } value => throw Wrong(key, value, $"one of {string.Join(", ", words.Keys)}"),
    };

    public double Number(string key, double fallback, (double Low, double High) range) =>
        Find(key) is { } value ? ToNumber(key, value, range) : fallback;

    public int Whole(string key, int fallback, (int Low, int High) range)
    {
        if (Find(key) is not { } value)
        {
            return fallback;
        }

        double number = ToNumber(key, value, range);
        return number == Math.Floor(number) ? (int)number : throw Wrong(key, value, $"a whole number from {range.Low} to {range.High}");
    }

    public IReadOnlyList<double>? Numbers(string key)
    {
        if (Find(key) is not { } value)
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.Array && (key != "trained_betas" || value.GetArrayLength() is > 0 and <= 100_000)
            ? [.. value.EnumerateArray().Select(item => ToNumber(key, item, key == "trained_betas" ? (0, 1) : (0, 100_000)))]
            : throw Wrong(key, value, "a list of 1 to 100000 numbers");
    }

    private static double ToNumber(string key, JsonElement value, (double Low, double High) range)
    {
        double number = value.ValueKind switch
        {
            JsonValueKind.Number when value.TryGetDouble(out double parsed) => parsed,
            JsonValueKind.String => PythonJson.Infinity(value.GetString()!),
            _ => double.NaN,
        };
        return number >= range.Low && number <= range.High ? number : throw Wrong(key, value, $"a number from {range.Low} to {range.High}");
    }

    private static InvalidDataException Wrong(string key, JsonElement value, string allowed)
    {
        string raw = value.GetRawText();
        return new InvalidDataException(
            $"The scheduler's configuration has \"{key}\": {(raw.Length > 80 ? raw[..80] + "…" : raw)}; it must be {allowed}.");
    }

    private JsonElement? Find(string key) =>
        known.Contains(key) && root.TryGetProperty(key, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
