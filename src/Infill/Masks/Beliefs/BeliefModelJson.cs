using System.Text.Json.Serialization;

namespace Infill.Masks.CastShadows;

/// <summary>How models of shadows are written; generated at build time.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(ShadowModel))]
internal sealed partial class ShadowModelJson : JsonSerializerContext;
