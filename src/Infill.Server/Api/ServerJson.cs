using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Infill.Engines;
using Infill.Imaging;
using Infill.Masks.Mattes;
using Infill.Server.Jobs;
using Infill.Server.Security;
using Infill.Tiles;
using Infill.Workflows.Products;

namespace Infill.Server.Api;

/// <summary>How the server reads and writes JSON, on the wire and in its database: snake_case, enums as words, absent instead of null, unknown members refused.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    AllowDuplicateProperties = false,
    MaxDepth = 16,
    Converters = [typeof(SnakeWord<JobState>), typeof(SnakeWord<JobWorkflow>), typeof(SnakeWord<FileFormat>), typeof(SnakeWord<MaskPolarity>),
        typeof(SnakeWord<BlendMethod>), typeof(SnakeWord<HoleContent>), typeof(SnakeWord<ColorModel>), typeof(SnakeWord<Stage>), typeof(SnakeWord<PolarityWord>),
        typeof(SnakeWord<ProductShadow>), typeof(SnakeWord<MatteEdges>), typeof(PlanWord)])]
[JsonSerializable(typeof(JobSpec))]
[JsonSerializable(typeof(JobTerms))]
[JsonSerializable(typeof(JobResult))]
[JsonSerializable(typeof(StoredPicture))]
[JsonSerializable(typeof(JobRequest))]
[JsonSerializable(typeof(MaskRequest))]
[JsonSerializable(typeof(MaskPatchRequest))]
[JsonSerializable(typeof(JobRecord))]
[JsonSerializable(typeof(JobListRecord))]
[JsonSerializable(typeof(PlanRecord))]
[JsonSerializable(typeof(PictureRecord))]
[JsonSerializable(typeof(EngineListRecord))]
[JsonSerializable(typeof(ProgressRecord))]
[JsonSerializable(typeof(PreviewRecord))]
[JsonSerializable(typeof(HealthRecord))]
[JsonSerializable(typeof(LiveRecord))]
[JsonSerializable(typeof(ProblemRecord))]
[JsonSerializable(typeof(KeyList))]
internal sealed partial class ServerJson : JsonSerializerContext
{
    private static ServerJson? _plain;

    /// <summary>The same with "+" and "'" written plainly: no answer is ever shown as HTML (nosniff).</summary>
    /// <remarks>Made on first use: the generated <c>Default</c> stands in another file, whose initializers may run later.</remarks>
    public static ServerJson Plain => _plain ??= new ServerJson(
        new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
