using System.Text.Json;

namespace Infill.Bench.Cases;

/// <summary>bench/cases.json: where photos come from and where holes are punched.</summary>
internal sealed record CaseFile
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>Folders with photos.</summary>
    public required IReadOnlyList<PhotoSource> Sources { get; init; }

    /// <summary>Every hole, in file order.</summary>
    public required IReadOnlyList<HoleCase> Cases { get; init; }

    /// <summary>Reads the file; a case without a source or a second case of one name is an error.</summary>
    public static CaseFile Load(string path)
    {
        CaseFile file = JsonSerializer.Deserialize<CaseFile>(File.ReadAllText(path), Json)
            ?? throw new InvalidDataException($"{path} is empty.");
        foreach (HoleCase hole in file.Cases)
        {
            if (file.Sources.All(s => s.Name != hole.Source) || file.Cases.Count(c => c.Name == hole.Name) > 1)
            {
                throw new InvalidDataException($"{path}: case '{hole.Name}' names an unknown source or stands there twice.");
            }
        }

        return file;
    }

    /// <summary>Full path of a case's photo.</summary>
    public string FindPhoto(HoleCase hole) => Path.Combine(Repository.Root, Sources.Single(s => s.Name == hole.Source).Root, hole.Photo);
}
