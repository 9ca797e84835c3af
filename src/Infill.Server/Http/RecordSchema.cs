using System.ComponentModel;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using Infill.Server.Api;

namespace Infill.Server.Http;

/// <summary>JSON Schemas of records as clients are shown them: each member with its description, in the OpenAPI document and the tools' list alike.</summary>
internal static class RecordSchema
{
    private static readonly JsonSchemaExporterOptions Options = new() { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Describe };

    /// <summary>The schema of a record.</summary>
    public static JsonNode Of(JsonTypeInfo record) => record.GetJsonSchemaAsNode(Options);

    /// <summary>What a client is told of a member, or null.</summary>
    public static string? DescriptionOf(JsonPropertyInfo? member) =>
        member?.AttributeProvider?.GetCustomAttributes(typeof(DescriptionAttribute), inherit: false) is [DescriptionAttribute text, ..] ? text.Description : null;

    private static JsonNode Describe(JsonSchemaExporterContext context, JsonNode schema)
    {
        schema = PlanSchema.For(context, schema);
        if (schema is JsonObject node && DescriptionOf(context.PropertyInfo) is string description)
        {
            node.Remove("description");
            node.Insert(0, "description", description);
        }

        return schema;
    }
}
