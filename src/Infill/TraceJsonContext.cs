using System.Text.Json.Serialization;

namespace Infill;

/// <summary>How the trace is written; generated at build time, so that no start-up time goes into reflection.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    UseStringEnumConverter = true,
    IgnoreReadOnlyProperties = true,
    RespectNullableAnnotations = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    Converters = [typeof(GuideLineJson)])]
[JsonSerializable(typeof(Trace))]
internal sealed partial class TraceJsonContext : JsonSerializerContext;
