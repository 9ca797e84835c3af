using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Infill.Cli.Reports;
using Infill.Cli.Traces;
using Infill.Masks;
using Infill.Quality.Refining;
using Infill.Tiles;

namespace Infill.Tests.Cli.Schemas;

/// <summary>
/// The JSON Schema of every record, made from the types that are written and their docs. A record is any type of the program
/// with a property "Record" that names its kind, so a new one is found without a list.
/// </summary>
internal static class RecordSchemas
{
    /// <summary>The one schema of a file that users write, which names no kind.</summary>
    public const string PlanKind = "refinementPlan";

    private const string KindMember = "record";

    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Every kind, by name.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [.. Types().Keys.Append(TraceRecord.Kind).Append(PlanKind).Order(StringComparer.Ordinal)];

    /// <summary>The text of a kind's schema file.</summary>
    public static string Make(string kind)
    {
        JsonObject schema = kind switch
        {
            TraceRecord.Kind => MakeTrace(),
            PlanKind => MakePlan(),
            _ => MakeRecord(kind, Types()[kind]),
        };
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", kind);
        return schema.ToJsonString(Layout) + "\n";
    }

    private static Dictionary<string, Type> Types() => (
        from type in typeof(ReportJson).Assembly.GetTypes()
        let property = type.GetProperty("Record", BindingFlags.Public | BindingFlags.Instance)
        where property?.PropertyType == typeof(string)
        select (Kind: (string)property.GetValue(Activator.CreateInstance(type))!, Type: type)).ToDictionary(pair => pair.Kind, pair => pair.Type);

    private static JsonObject MakeRecord(string kind, Type type)
    {
        JsonTypeInfo info = ReportJson.Plain.GetTypeInfo(type)
            ?? throw new InvalidOperationException($"{type.Name} is a record, so ReportJson must list it: [JsonSerializable(typeof({type.Name}))].");
        JsonObject schema = Export(info);
        schema["properties"]![KindMember] = KindSchema(kind);
        return schema;
    }

    /// <summary>A trace.json is the library's trace and, from the program, the kind and the command.</summary>
    private static JsonObject MakeTrace()
    {
        JsonObject schema = Export(TraceJsonContext.Default.GetTypeInfo(typeof(Trace))!);
        JsonObject command = Export(ReportJson.Plain.TracedCommand);
        Relocate(command, "#/properties/command");
        JsonObject properties = schema["properties"]!.AsObject();
        properties.Insert(0, KindMember, KindSchema(TraceRecord.Kind));
        properties.Add("command", command);
        JsonArray required = schema["required"]!.AsArray();
        required.Insert(0, KindMember);
        required.Add("command");
        return schema;
    }

    /// <summary>A plan file says only what differs from the defaults, and nothing that is not known.</summary>
    private static JsonObject MakePlan()
    {
        JsonObject schema = Export(RefinementPlanJson.Default.RefinementPlan);
        JsonObject pass = schema["properties"]!["passes"]!["items"]!.AsObject();
        JsonObject place = pass["properties"]!["place"]!.AsObject(), fill = pass["properties"]!["fill"]!.AsObject();
        schema["required"] = new JsonArray("passes");
        pass["required"] = new JsonArray("name");
        place["required"] = new JsonArray();
        fill["required"] = new JsonArray();
        foreach (JsonObject part in new[] { schema, pass, place, fill })
        {
            part["additionalProperties"] = false;
        }

        (schema["properties"]!["passes"]!["minItems"], schema["properties"]!["passes"]!["maxItems"]) = (1, RefinementPlan.MostPasses);
        Bound(schema, "patience", 1, RefinementPlan.MostPasses);
        Bound(place, "borderPx", 1, RefinementPlace.MostBorderPx);
        Bound(place, "growPx", 0, MaskGrow.MaxPx);
        Bound(place, "featherPx", 0, MaskFeather.MaxPx);
        Bound(fill, "contextScale", RefinementSettings.LeastContextScale, RefinementSettings.MostContextScale);
        Bound(fill, "seedOffset", 0, RefinementSettings.MostSeedOffset);
        fill["properties"]!["strength"]!["exclusiveMinimum"] = 0;
        fill["properties"]!["strength"]!["maximum"] = 1;
        return schema;
    }

    private static void Bound(JsonObject schema, string member, double least, double most)
    {
        (schema["properties"]![member]!["minimum"], schema["properties"]![member]!["maximum"]) = (least, most);
    }

    private static JsonObject KindSchema(string kind) => new()
    {
        ["description"] = $"Kind of this record: always \"{kind}\".",
        ["type"] = "string",
        ["enum"] = new JsonArray(kind),
    };

    private static JsonObject Export(JsonTypeInfo info) => info.GetJsonSchemaAsNode(new JsonSchemaExporterOptions
    {
        TreatNullObliviousAsNonNullable = true,
        TransformSchemaNode = Describe,
    }).AsObject();

    private static JsonObject Describe(JsonSchemaExporterContext context, JsonNode node)
    {
        if (node is not JsonObject schema)
        {
            // The one converter that writes by hand: a line is a list of [x, y].
            schema = context.TypeInfo.Type == typeof(GuideLine) ? GuideLineSchema() : [];
        }

        bool hidesNull = context.TypeInfo.Options.DefaultIgnoreCondition == JsonIgnoreCondition.WhenWritingNull;
        if (hidesNull)
        {
            DropNull(schema);
        }

        // The exporter forgets null where a number may also be one of the words for what is no number.
        if (!hidesNull && Nullable.GetUnderlyingType(context.TypeInfo.Type) is not null && schema["anyOf"] is JsonArray forms)
        {
            forms.Add(new JsonObject { ["type"] = "null" });
        }

        if (schema["properties"] is JsonObject members)
        {
            JsonTypeInfo info = WithoutNullable(context.TypeInfo);
            JsonPropertyInfo[] written = [.. info.Properties.Where(IsWritten)];
            foreach (string hidden in members.Select(m => m.Key).Except(written.Select(p => p.Name)).ToArray())
            {
                members.Remove(hidden);
            }

            schema["required"] = new JsonArray([.. written.Where(p => !hidesNull || !MayBeNull(p)).Select(p => (JsonNode)p.Name)]);
        }

        string? text = context.PropertyInfo?.AttributeProvider is MemberInfo member ? XmlDocs.Of(member) : context.PropertyInfo is null ? XmlDocs.Of(context.TypeInfo.Type) : null;
        if (text is not null)
        {
            schema.Remove("description");
            schema.Insert(0, "description", text);
        }

        return schema;
    }

    private static JsonTypeInfo WithoutNullable(JsonTypeInfo info) =>
        Nullable.GetUnderlyingType(info.Type) is Type inner ? info.Options.GetTypeInfo(inner) : info;

    private static bool IsWritten(JsonPropertyInfo property) =>
        property.Get is not null && (!property.Options.IgnoreReadOnlyProperties || property.Set is not null || property.AssociatedParameter is not null);

    private static bool MayBeNull(JsonPropertyInfo property) => property.PropertyType.IsValueType
        ? Nullable.GetUnderlyingType(property.PropertyType) is not null
        : property.IsGetNullable;

    private static void DropNull(JsonObject schema)
    {
        if (schema["type"] is JsonArray types)
        {
            JsonNode[] others = [.. types.Where(t => t!.GetValue<string>() != "null").Select(t => t!.DeepClone())];
            schema["type"] = others.Length == 1 ? others[0] : new JsonArray(others);
        }

        if (schema["enum"] is JsonArray words && words.Contains(null))
        {
            schema["enum"] = new JsonArray([.. words.Where(w => w is not null).Select(w => w!.DeepClone())]);
        }
    }

    private static JsonObject GuideLineSchema() => new()
    {
        ["type"] = "array",
        ["items"] = new JsonObject
        {
            ["type"] = "array",
            ["items"] = new JsonObject { ["type"] = "number" },
            ["minItems"] = 2,
            ["maxItems"] = 2,
        },
    };

    private static void Relocate(JsonNode? node, string place)
    {
        if (node is JsonObject schema)
        {
            if (schema["$ref"] is JsonNode reference)
            {
                schema["$ref"] = place + reference.GetValue<string>()[1..];
            }

            foreach (JsonNode? child in schema.Select(pair => pair.Value).ToArray())
            {
                Relocate(child, place);
            }
        }
    }
}
