using System.Text.Json;

namespace Infill.Evaluation.Cases;

/// <summary>Things that were drawn by hand, as a JSON file: bench/masks.json is one.</summary>
public sealed record DrawnObjects
{
    /// <summary>At least one, each named once.</summary>
    public required IReadOnlyList<DrawnObject> Objects { get; init; }

    /// <summary>How they were chosen and drawn, or null.</summary>
    public string? Rule { get; init; }

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">Not JSON of this form, no thing, a name twice, or a thing that nobody points at.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static DrawnObjects Load(string path)
    {
        try
        {
            DrawnObjects file = JsonSerializer.Deserialize(File.ReadAllText(path), CaseFileJson.Default.DrawnObjects)
                ?? throw new InvalidDataException($"{path} holds JSON null, not a list of drawn things.");
            return file.FindProblem() is string problem ? throw new InvalidDataException($"{path}: {problem}.") : file;
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{path} is no list of drawn things: {TraceJson.Place(e)} does not fit. docs/masks.md shows the form.", e);
        }
    }

    private string? FindProblem() =>
        Objects.Count == 0 ? "it lists no thing"
        : Objects.GroupBy(one => one.Name).FirstOrDefault(group => group.Count() > 1)?.Key is string twice ? $"'{twice}' stands there twice"
        : Objects.FirstOrDefault(one => one.Click is null && one.Box is null)?.Name is string silent ? $"'{silent}' has neither click nor box"
        : null;
}
