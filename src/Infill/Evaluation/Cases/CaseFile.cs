using System.Text.Json;

namespace Infill.Evaluation.Cases;

/// <summary>A list of known holes in photos, as a JSON file: bench/cases.json is one.</summary>
public sealed record CaseFile
{
    /// <summary>Longest side of a photo unless the file says another, in pixels.</summary>
    public const int DefaultMaxSide = 1280;

    /// <summary>How the list was made, or null.</summary>
    public string? Rule { get; init; }

    /// <summary>Longest side in pixels to which every photo is scaled down before holes are punched; null = 1280.</summary>
    public int? MaxSide { get; init; }

    /// <summary>Folders with photos.</summary>
    public required IReadOnlyList<PhotoSource> Sources { get; init; }

    /// <summary>Files of the sources that have no case, each with the reason; null = none.</summary>
    public IReadOnlyList<LeftOutPhoto>? LeftOut { get; init; }

    /// <summary>Every hole, in file order.</summary>
    public required IReadOnlyList<FileHole> Cases { get; init; }

    /// <summary>Reads a case file.</summary>
    /// <exception cref="InvalidDataException">Not JSON of this form, an unknown source, or a name that stands there twice.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static CaseFile Load(string path)
    {
        try
        {
            CaseFile file = JsonSerializer.Deserialize(File.ReadAllText(path), CaseFileJson.Default.CaseFile)
                ?? throw new InvalidDataException($"{path} holds JSON null, not a list of cases.");
            file.RequireSound(path);
            return file;
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{path} is no case file: {TraceJson.Place(e)} does not fit. docs/evaluation.md shows the form.", e);
        }
    }

    /// <summary>The file's text, as <see cref="Load"/> reads it.</summary>
    public string Serialize() => JsonSerializer.Serialize(this, CaseFileJson.Default.CaseFile) + "\n";

    /// <summary>The cases with full paths of their photos, which need not exist.</summary>
    /// <param name="folder">Folder of the case file: relative roots start there.</param>
    public IReadOnlyList<EvalCase> ToCases(string folder) =>
    [
        .. Cases.Select(hole => new EvalCase
        {
            Name = hole.Name,
            Photo = Path.GetFullPath(Path.Combine(folder, Sources.Single(s => s.Name == hole.Source).Root, hole.Photo)),
            Set = hole.Set,
            Unique = hole.Unique,
            Why = hole.Why ?? "",
            MaxSide = MaxSide ?? DefaultMaxSide,
            Hole = new HoleSpec(hole.Shape ?? HoleShape.Wavy, hole.X, hole.Y, hole.Radius, hole.Seed),
        }),
    ];

    private void RequireSound(string path)
    {
        string[] names = [.. Cases.Select(c => c.Name)];
        string? problem = Cases.FirstOrDefault(c => Sources.Count(s => s.Name == c.Source) != 1) is FileHole lost
            ? $"case '{lost.Name}' names the source '{lost.Source}', which is not there exactly once"
            : names.GroupBy(n => n).FirstOrDefault(g => g.Count() > 1) is { } twice
                ? $"there are {twice.Count()} cases '{twice.Key}'"
                : Cases.FirstOrDefault(c => c.Radius < 1 || c.Seed is < 0 or > ushort.MaxValue) is FileHole odd
                    ? $"case '{odd.Name}' has radius {odd.Radius} and seed {odd.Seed}; a radius is at least 1, a seed 0–65535"
                    : MaxSide < 1 ? $"maxSide is {MaxSide}; it must be at least 1" : null;
        if (problem is not null)
        {
            throw new InvalidDataException($"{path}: {problem}.");
        }
    }
}
