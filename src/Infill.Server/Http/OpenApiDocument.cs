using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Infill.Server.Api;

namespace Infill.Server.Http;

/// <summary>Writes the OpenAPI 3.1 document of routes: the same table that is mapped, and the same types that are read and written.</summary>
/// <param name="routes">All routes.</param>
/// <param name="version">Version of the program.</param>
internal sealed partial class OpenApiDocument(IReadOnlyList<Route> routes, string version)
{
    private static readonly int[] Everywhere = [400, 403, 429, 503];

    private readonly SortedDictionary<string, JsonNode> _schemas = new(StringComparer.Ordinal);

    /// <summary>The document, indented, ending with a line feed.</summary>
    public byte[] Write()
    {
        Reference(typeof(ProblemRecord));
        var paths = new JsonObject();
        foreach (IGrouping<string, Route> path in routes.GroupBy(route => route.Pattern))
        {
            paths[path.Key] = new JsonObject(path.Select(route => KeyValuePair.Create<string, JsonNode?>(route.Method.ToLowerInvariant(), Operation(route))));
        }

        var document = new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject
            {
                ["title"] = "Infill",
                ["version"] = version,
                ["description"] = "Fills a masked region of a picture and changes nothing else. Errors are problem documents (RFC 9457).",
            },
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["schemas"] = new JsonObject(_schemas.Select(pair => KeyValuePair.Create<string, JsonNode?>(pair.Key, pair.Value))),
                ["securitySchemes"] = new JsonObject { ["key"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer" } },
            },
        };
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            document.WriteTo(writer);
        }

        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    private JsonObject Operation(Route route)
    {
        var operation = new JsonObject { ["summary"] = route.Summary };
        if (!route.IsOpen)
        {
            operation["security"] = new JsonArray(new JsonObject { ["key"] = new JsonArray() });
        }

        JsonNode[] parameters = [.. PathParameter().Matches(route.Pattern).Select(match => Parameter("path", match.Groups[1].Value, null)), .. route.Parameters.Select(p => Parameter(p.In, p.Name, p.Description))];
        if (parameters.Length > 0)
        {
            operation["parameters"] = new JsonArray(parameters);
        }

        if (route.Takes.Count > 0)
        {
            operation["requestBody"] = new JsonObject
            {
                ["required"] = true,
                ["content"] = new JsonObject(route.Takes.Select(take => KeyValuePair.Create<string, JsonNode?>(take.Media, Content(take.Record)))),
            };
        }

        operation["responses"] = Responses(route);
        return operation;
    }

    private JsonObject Responses(Route route)
    {
        var responses = new JsonObject();
        foreach ((int status, string? media, Type? record) in route.Gives)
        {
            var response = new JsonObject { ["description"] = Reason(status) };
            if (media is not null)
            {
                response["content"] = new JsonObject { [media] = Content(record) };
            }

            responses[$"{status}"] = response;
        }

        IEnumerable<int> refusals = Everywhere.Concat(route.Refuses).Concat(route.IsOpen ? Enumerable.Empty<int>() : [401]);
        foreach (int status in refusals.Distinct().Order())
        {
            responses[$"{status}"] = new JsonObject
            {
                ["description"] = Reason(status),
                ["content"] = new JsonObject { [Replies.ProblemMedia] = Content(typeof(ProblemRecord)) },
            };
        }

        return responses;
    }

    private static string Reason(int status) => Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status);

    private static JsonObject Parameter(string place, string name, string? description)
    {
        var parameter = new JsonObject { ["name"] = name, ["in"] = place, ["schema"] = new JsonObject { ["type"] = "string" } };
        if (place == "path")
        {
            parameter["required"] = true;
        }

        if (description is not null)
        {
            parameter["description"] = description;
        }

        return parameter;
    }

    private JsonObject Content(Type? record) => record is null ? [] : new JsonObject { ["schema"] = Reference(record) };

    private JsonObject Reference(Type record)
    {
        string name = record.Name.Replace("Record", "", StringComparison.Ordinal);
        if (!_schemas.ContainsKey(name))
        {
            _schemas[name] = RecordSchema.Of(ServerJson.Plain.GetTypeInfo(record)!);
        }

        return new JsonObject { ["$ref"] = $"#/components/schemas/{name}" };
    }

    [GeneratedRegex(@"\{([a-z0-9]+)\}")]
    private static partial Regex PathParameter();
}
