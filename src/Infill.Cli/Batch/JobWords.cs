namespace Infill.Cli.Batch;

/// <summary>Options of a workflow as texts, each name once, on their way to the workflow's own parser.</summary>
internal sealed class JobWords
{
    private readonly Dictionary<string, IReadOnlyList<string>> _values = new(StringComparer.Ordinal);

    /// <summary>No options.</summary>
    public static JobWords None { get; } = new();

    /// <summary>A copy with one option set anew.</summary>
    /// <param name="name">Name with its dashes.</param>
    /// <param name="values">One per repetition; empty for a switch.</param>
    public JobWords With(string name, params IReadOnlyList<string> values)
    {
        var copy = new JobWords();
        foreach ((string key, IReadOnlyList<string> value) in _values)
        {
            copy._values[key] = value;
        }

        copy._values[name] = values;
        return copy;
    }

    /// <summary>A copy without one option.</summary>
    public JobWords Without(string name)
    {
        JobWords copy = With(name);
        copy._values.Remove(name);
        return copy;
    }

    /// <summary>Names that are set, with their dashes.</summary>
    public IReadOnlyCollection<string> Names => _values.Keys;

    /// <summary>The option's first value, or null if it is not set or a switch.</summary>
    public string? Find(string name) => _values.GetValueOrDefault(name) is [string first, ..] ? first : null;

    /// <summary>True if the option is set.</summary>
    public bool Has(string name) => _values.ContainsKey(name);

    /// <summary>Command-line arguments; a value never stands alone, so one that begins with a dash is still a value.</summary>
    public IReadOnlyList<string> ToArguments() =>
        [.. _values.SelectMany(option => option.Value.Count == 0 ? [option.Key] : option.Value.Select(value => $"{option.Key}={value}"))];
}
