using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using Infill.Quality.Refining;

namespace Infill.Server.Api;

/// <summary>The published schema of refinement plans, for documents that describe requests: a plan has its own reader, which no exporter sees into.</summary>
internal static class PlanSchema
{
    private const string Resource = "refinementPlan.schema.json";

    private static readonly string[] OfADocument = ["$schema", "title"];

    /// <summary>The schema of a plan where the exporter is at one; else what it made itself.</summary>
    public static JsonNode For(JsonSchemaExporterContext context, JsonNode exported) => context.TypeInfo.Type == typeof(RefinementPlan) ? Read() : exported;

    private static JsonObject Read()
    {
        using Stream stream = typeof(PlanSchema).Assembly.GetManifestResourceStream(Resource)!;
        JsonObject schema = JsonNode.Parse(stream)!.AsObject();
        foreach (string name in OfADocument)
        {
            schema.Remove(name);
        }

        return schema;
    }
}
