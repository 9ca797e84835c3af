using System.Text.Json;
using System.Text.Json.Serialization;
using Infill.Cli.Traces;

namespace Infill.Cli.Reports;

/// <summary>How records become JSON: camelCase, enums as words, absent instead of null. Generated at compile time, so nothing is reflected at start.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ResultRecord))]
[JsonSerializable(typeof(ReplayRecord))]
[JsonSerializable(typeof(MaskRecord))]
[JsonSerializable(typeof(EngineRecord[]))]
[JsonSerializable(typeof(ErrorRecord))]
[JsonSerializable(typeof(TracedCommand))]
internal sealed partial class ReportJson : JsonSerializerContext;
