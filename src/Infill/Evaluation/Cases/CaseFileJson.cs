using System.Text.Json.Serialization;

namespace Infill.Evaluation.Cases;

/// <summary>The form of case files: camelCase, shapes as words, unknown members refused, since a misspelt one would be ignored in silence.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    UseStringEnumConverter = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    ReadCommentHandling = System.Text.Json.JsonCommentHandling.Skip)]
[JsonSerializable(typeof(CaseFile))]
[JsonSerializable(typeof(DrawnObjects))]
internal sealed partial class CaseFileJson : JsonSerializerContext;
