using System.Text.Json.Serialization;

namespace Infill.Masks.Beliefs;

/// <summary>How models are written; generated at build time.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(BeliefModel))]
internal sealed partial class BeliefModelJson : JsonSerializerContext;
