using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Infill.Server.Http;

/// <summary>What a client is told of JSON that has not the form of its record: where, and what belongs there.</summary>
internal static class JsonFaults
{
    /// <summary>Sentences, the first about the place: "does not fit at line 1 ($.workflow). …".</summary>
    /// <param name="reason">What the reader said.</param>
    /// <param name="record">The form that was expected.</param>
    public static string Describe(JsonException reason, JsonTypeInfo record) => $"does not fit at {TraceJson.Place(reason)}.{Explain(reason.Path, record)}";

    private static string Explain(string? path, JsonTypeInfo record)
    {
        JsonTypeInfo at = record;
        JsonPropertyInfo? member = null;
        foreach (string name in (path ?? "$").Split('.').Skip(1).Select(part => part.Split('[')[0]))
        {
            JsonPropertyInfo? found = at.Properties.FirstOrDefault(property => property.Name == name);
            if (found is null)
            {
                return at.Properties.Count == 0 ? "" : $" There is no such member; there are {Join(at.Properties.Select(property => property.Name))}.";
            }

            (member, at) = (found, Within(found, at) ?? at);
        }

        if (member is not null)
        {
            return RecordSchema.DescriptionOf(member) is string description ? $" What belongs there: {description}" : "";
        }

        string[] needed = [.. record.Properties.Where(property => property.IsRequired).Select(property => property.Name)];
        return needed.Length == 0 ? "" : $" Needed {(needed.Length == 1 ? "is" : "are")} {Join(needed)}.";
    }

    // What a list holds, or the record itself.
    private static JsonTypeInfo? Within(JsonPropertyInfo member, JsonTypeInfo of)
    {
        JsonTypeInfo? type = of.Options.TryGetTypeInfo(member.PropertyType, out JsonTypeInfo? known) ? known : null;
        return type?.ElementType is Type element ? (of.Options.TryGetTypeInfo(element, out JsonTypeInfo? inner) ? inner : null) : type;
    }

    private static string Join(IEnumerable<string> names) => string.Join(", ", names);
}
