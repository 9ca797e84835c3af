using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Infill.Tests.Style;
using NJsonSchema;

namespace Infill.Tests.Cli.Schemas;

/// <summary>Holds what the program prints against the published schemas.</summary>
internal static class RecordAssert
{
    private static readonly ConcurrentDictionary<string, JsonSchema> Schemas = new();

    /// <summary>Path of a kind's published schema.</summary>
    public static string PathOf(string kind) => Path.Combine(SourceTree.Root, "docs", "schemas", kind + ".schema.json");

    /// <summary>The text is one record that starts with its kind, has every promised member and none that is not published.</summary>
    public static JsonObject Fits(string kind, string json)
    {
        JsonObject record = JsonNode.Parse(json)!.AsObject();
        Assert.Equal("record", record.First().Key);
        Assert.Equal(kind, (string?)record["record"]);
        Assert.Empty(Schemas.GetOrAdd(kind, Load).Validate(json).Select(error => error.ToString()));
        return record;
    }

    /// <summary>The text is a plan file as it is published; such a file names no kind.</summary>
    public static void IsPlan(string json) =>
        Assert.Empty(Schemas.GetOrAdd(RecordSchemas.PlanKind, Load).Validate(json).Select(error => error.ToString()));

    private static JsonSchema Load(string kind)
    {
        JsonNode schema = JsonNode.Parse(File.ReadAllText(PathOf(kind)))!;
        Close(schema);
        return JsonSchema.FromJsonAsync(schema.ToJsonString()).GetAwaiter().GetResult();
    }

    // Readers must skip members that they do not know, so the published schemas allow more; the program itself must not write more.
    private static void Close(JsonNode? node)
    {
        if (node is not JsonObject schema)
        {
            return;
        }

        foreach (JsonNode? child in schema.Select(pair => pair.Value).ToArray())
        {
            Close(child);
        }

        if (schema["properties"] is JsonObject && schema["type"] is not null)
        {
            schema["additionalProperties"] = false;
        }
    }
}
