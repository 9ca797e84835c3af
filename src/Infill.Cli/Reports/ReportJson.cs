using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Infill.Cli.Batch;
using Infill.Cli.Doctor;
using Infill.Cli.Evaluation;
using Infill.Cli.Evaluation.Masks;
using Infill.Cli.Models;
using Infill.Cli.Sessions;
using Infill.Cli.Settings;
using Infill.Cli.Traces;
using Infill.Engines;
using Infill.Evaluation.Calibrating;
using Infill.Evaluation.Statistics;
using Infill.Imaging;
using Infill.Onnx.Store;
using Infill.Quality;
using Infill.Quality.Refining;
using Infill.Tiles;

namespace Infill.Cli.Reports;

/// <summary>How records become JSON: camelCase, enums as words, absent instead of null. Generated at compile time, so nothing is reflected at start.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters = [typeof(EnumWord<ResultStatus>), typeof(EnumWord<OutputStatus>), typeof(EnumWord<FileProof>), typeof(EnumWord<FileFormat>),
        typeof(EnumWord<ProgressStage>), typeof(EnumWord<ProgressStatus>), typeof(EnumWord<SettingOrigin>), typeof(EnumWord<FolderPurpose>),
        typeof(EnumWord<ItemStatus>), typeof(EnumWord<BatchStop>), typeof(EnumWord<JournalKind>), typeof(EnumWord<Verdict>),
        typeof(EnumWord<CheckStatus>), typeof(EnumWord<MaskKind>), typeof(EnumWord<HoleContent>), typeof(EnumWord<BlobState>),
        typeof(EnumWord<BlendMethod>), typeof(EnumWord<RefinementRegion>), typeof(EnumWord<Detector>), typeof(EnumWord<Defect>)],
    RespectNullableAnnotations = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ResultRecord))]
[JsonSerializable(typeof(PlanRecord))]
[JsonSerializable(typeof(RefinementRecord))]
[JsonSerializable(typeof(ReplayRecord))]
[JsonSerializable(typeof(MaskRecord))]
[JsonSerializable(typeof(EnginesRecord))]
[JsonSerializable(typeof(ModelsRecord))]
[JsonSerializable(typeof(ModelRecord))]
[JsonSerializable(typeof(ModelCatalogRecord))]
[JsonSerializable(typeof(ModelVerifyRecord))]
[JsonSerializable(typeof(ModelLintRecord))]
[JsonSerializable(typeof(ModelRemoveRecord))]
[JsonSerializable(typeof(ModelExportRecord))]
[JsonSerializable(typeof(CheckRecord))]
[JsonSerializable(typeof(ErrorRecord))]
[JsonSerializable(typeof(ProgressRecord))]
[JsonSerializable(typeof(ConfigRecord))]
[JsonSerializable(typeof(ConfigPathRecord))]
[JsonSerializable(typeof(DoctorRecord))]
[JsonSerializable(typeof(TracedCommand))]
[JsonSerializable(typeof(BatchItemRecord))]
[JsonSerializable(typeof(BatchSummaryRecord))]
[JsonSerializable(typeof(JournalLine))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(EvalOutput))]
[JsonSerializable(typeof(CompareOutput))]
[JsonSerializable(typeof(CalibrationOutput))]
[JsonSerializable(typeof(MaskEvalRecord))]
[JsonSerializable(typeof(SessionRecord))]
[JsonSerializable(typeof(ShadowEvalOutput))]
[JsonSerializable(typeof(ReflectionEvalOutput))]
[JsonSerializable(typeof(ProductEvalOutput))]
internal sealed partial class ReportJson : JsonSerializerContext
{
    private static ReportJson? _plain;

    /// <summary>The same with "+" and "'" written plainly: the text goes to a terminal or a program, never into HTML.</summary>
    /// <remarks>Made on first use: the generated <c>Default</c> stands in another file, whose initializers may run later.</remarks>
    public static ReportJson Plain => _plain ??= new ReportJson(
        new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
