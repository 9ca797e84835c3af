using System.Text.Json.Serialization;
using Infill.Tiles;

namespace Infill.Quality.Refining;

/// <summary>How plan files are read and written; generated at build time. Unknown and repeated keys are refused: a misspelt one would be lost in silence.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    IgnoreReadOnlyProperties = true,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    Converters = [typeof(RefinementWord<RefinementRegion>), typeof(RefinementWord<Detector>), typeof(RefinementWord<BlendMethod>)])]
[JsonSerializable(typeof(RefinementPlan))]
internal sealed partial class RefinementPlanJson : JsonSerializerContext;
