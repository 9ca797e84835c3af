using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Infill.Imaging;
using Infill.Masks.Mattes;
using Infill.Server.Api;
using Infill.Server.Jobs;
using Infill.Tiles;
using Infill.Workflows.Products;

namespace Infill.Server.Mcp;

/// <summary>JSON of tools: snake_case, unknown arguments refused, so that a misspelt one is found.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    IgnoreReadOnlyProperties = true,
    MaxDepth = 16,
    Converters = [typeof(SnakeWord<FileFormat>), typeof(SnakeWord<JobWorkflow>), typeof(SnakeWord<AnswerStatus>), typeof(SnakeWord<MaskOperation>),
        typeof(SnakeWord<BlendMethod>), typeof(SnakeWord<ProductShadow>), typeof(SnakeWord<MatteEdges>), typeof(PlanWord)])]
[JsonSerializable(typeof(NoArguments))]
[JsonSerializable(typeof(LoadArguments))]
[JsonSerializable(typeof(ImageArguments))]
[JsonSerializable(typeof(DescribeArguments))]
[JsonSerializable(typeof(MaskEditArguments))]
[JsonSerializable(typeof(ShadowArguments))]
[JsonSerializable(typeof(RefineArguments))]
[JsonSerializable(typeof(SwapArguments))]
[JsonSerializable(typeof(MaskArguments))]
[JsonSerializable(typeof(PreviewArguments))]
[JsonSerializable(typeof(PlanArguments))]
[JsonSerializable(typeof(RemoveArguments))]
[JsonSerializable(typeof(ReplaceArguments))]
[JsonSerializable(typeof(ExtendArguments))]
[JsonSerializable(typeof(JobArguments))]
[JsonSerializable(typeof(CompareArguments))]
[JsonSerializable(typeof(SaveArguments))]
[JsonSerializable(typeof(ToolAnswer))]
internal sealed partial class McpJson : JsonSerializerContext
{
    private static McpJson? _plain;

    /// <summary>The same with "+" written plainly; see <see cref="ServerJson.Plain"/>.</summary>
    public static McpJson Plain => _plain ??= new McpJson(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
