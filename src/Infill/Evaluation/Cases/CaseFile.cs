using System.Text.Json;

namespace Infill.Evaluation.Cases;

/// <summary>A list of known holes in photos, as a JSON file: bench/cases.json is one.</summary>
public sealed record CaseFile
{
    /// <summary>Longest side of a photo unless the file says another, in pixels.</summary>
    public const int DefaultMaxSide = 1280;

    /// <summary>How the list was made, or null.</summary>
    public string? Rule { get; init; }

    /// <summary>Longest side in pixels to which every photo is scaled down before holes are punched; null = 1280, 0 = as they are.</summary>
    public int? MaxSide { get; init; }

    /// <summary>Folders with photos.</summary>
    public required IReadOnlyList<PhotoSource> Sources { get; init; }

    /// <summary>Files of the sources that have no case, each with the reason; null = none.</summary>
    public IReadOnlyList<LeftOutPhoto>? LeftOut { get; init; }

    /// <summary>Holes at places that somebody chose; null = none.</summary>
    public IReadOnlyList<FileHole>? Cases { get; init; }

    /// <summary>Holes at places that a seed chooses; null = none.</summary>
    public IReadOnlyList<FileDraw>? Draws { get; init; }

    /// <summary>Reads a case file.</summary>
    /// <exception cref="InvalidDataException">Not JSON of this form, an unknown source, or a name that stands there twice.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static CaseFile Load(string path)
    {
        try
        {
            CaseFile file = JsonSerializer.Deserialize(File.ReadAllText(path), CaseFileJson.Default.CaseFile)
                ?? throw new InvalidDataException($"{path} holds JSON null, not a list of cases.");
            return file.FindProblem() is string problem ? throw new InvalidDataException($"{path}: {problem}.") : file;
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{path} is no case file: {TraceJson.Place(e)} does not fit. docs/evaluation.md shows the form.", e);
        }
    }

    /// <summary>All cases: chosen ones first, then drawn ones. Photos that are not there give cases that say so.</summary>
    /// <param name="folder">Folder of the case file: relative roots start there.</param>
    public IReadOnlyList<EvalCase> ToCases(string folder) =>
    [
        .. (Cases ?? []).Select(hole => Photo(folder, hole.Source, hole.Photo) with
        {
            Name = hole.Name,
            Set = hole.Set,
            Unique = hole.Unique,
            Why = hole.Why ?? "",
            Hole = new HoleSpec(hole.Shape ?? HoleShape.Wavy, hole.X, hole.Y, hole.Radius, hole.Seed),
        }),
        .. (Draws ?? []).SelectMany(draw => draw.Photos
            .Select(photo => Photo(folder, SourceOf(photo), FileOf(photo)) with { Set = draw.Set })
            .SelectMany(photo => photo.Problem is null ? PunchedPhoto.Punch(photo, draw.ToPlan()) : [photo])),
    ];

    private EvalCase Photo(string folder, string sourceName, string file)
    {
        PhotoSource source = Sources.Single(s => s.Name == sourceName);
        string path = Path.GetFullPath(Path.Combine(folder, source.Root, file));
        return new EvalCase
        {
            Name = Path.GetFileNameWithoutExtension(file),
            Photo = path,
            MaxSide = MaxSide ?? DefaultMaxSide,
            Problem = File.Exists(path) ? null : $"{path} is not there{(source.Package is null ? "" : $"; Debian's {source.Package} brings it")}.",
        };
    }

    private string? FindProblem()
    {
        IReadOnlyList<FileHole> cases = Cases ?? [];
        IReadOnlyList<FileDraw> draws = Draws ?? [];
        string[] photos = [.. draws.SelectMany(d => d.Photos)];
        IEnumerable<string?> problems =
        [
            cases.Count + photos.Length == 0 ? "it has neither cases nor draws with photos" : null,
            MaxSide < 0 ? $"maxSide is {MaxSide}; it must be 0 or more" : null,
            .. cases.Select(c => c.Source).Concat(photos.Select(SourceOf))
                .Where(name => Sources.Count(s => s.Name == name) != 1)
                .Select(name => $"the source '{name}' is used and not there exactly once"),
            .. cases.GroupBy(c => c.Name).Where(g => g.Count() > 1).Select(g => $"there are {g.Count()} cases '{g.Key}'"),
            .. photos.GroupBy(Path.GetFileNameWithoutExtension).Where(g => g.Count() > 1).Select(g => $"{g.Count()} photos to draw in are called '{g.Key}'"),
            .. cases.Where(c => c.Radius < 1 || c.Seed is < 0 or > ushort.MaxValue)
                .Select(c => $"case '{c.Name}' has radius {c.Radius} and seed {c.Seed}; a radius is at least 1, a seed 0–65535"),
            .. draws.Where(d => d.Holes is < 1 or > 1000 || d.MinRadius < 4 || d.MaxRadius < d.MinRadius || d.Seed is < 0 or > ushort.MaxValue || d.Shapes?.Count == 0)
                .Select(d => $"a draw of '{d.Set}' has {d.Holes} holes of radius {d.MinRadius}–{d.MaxRadius} and seed {d.Seed}; holes are 1–1000, radii from 4 up, a seed 0–65535"),
        ];
        return problems.FirstOrDefault(p => p is not null);
    }

    private static string SourceOf(string photo) => photo.Split('/', 2)[0];

    private static string FileOf(string photo) => photo.Split('/', 2)[^1];
}
