using System.Text.Json.Serialization;

namespace Infill.Evaluation.Runs;

/// <summary>How evaluations are written; generated at build time. Infinity is a word, as an exact fill has that PSNR.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    IgnoreReadOnlyProperties = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(EvalRecord))]
internal sealed partial class EvalJsonContext : JsonSerializerContext;
