using System.Reflection;
using System.Text.Json;

namespace Infill.Cli.Schemas;

/// <summary>The JSON Schemas of docs/schemas, which the program carries with it: generated and approved by the tests, so nothing is reflected here.</summary>
internal static class PublishedSchemas
{
    private const string Prefix = "schemas/";
    private const string Suffix = ".schema.json";

    private static readonly Assembly Home = typeof(PublishedSchemas).Assembly;

    /// <summary>Every kind of record, by name.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
    [
        .. Home.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..^Suffix.Length])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The schema's text, with a line break at its end; null if there is no such kind.</summary>
    public static string? Find(string kind)
    {
        using Stream? stream = Home.GetManifestResourceStream(Prefix + kind + Suffix);
        return stream is null ? null : new StreamReader(stream).ReadToEnd();
    }

    /// <summary>What a schema says of its record, in one sentence.</summary>
    public static string Describe(string kind)
    {
        using JsonDocument schema = JsonDocument.Parse(Find(kind)!);
        return schema.RootElement.GetProperty("description").GetString()!;
    }
}
