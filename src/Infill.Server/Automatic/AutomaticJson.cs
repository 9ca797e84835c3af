using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Infill.Server.Automatic;

/// <summary>JSON of AUTOMATIC1111's web API; members that this server has no use for are let pass.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    MaxDepth = 32)]
[JsonSerializable(typeof(ImageRequest))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(ImageResponse))]
[JsonSerializable(typeof(ImageInfo))]
[JsonSerializable(typeof(Refusal))]
[JsonSerializable(typeof(ServerSettings))]
[JsonSerializable(typeof(SettingsRequest))]
[JsonSerializable(typeof(CheckpointRecord[]))]
[JsonSerializable(typeof(SamplerRecord[]))]
[JsonSerializable(typeof(SchedulerRecord[]))]
[JsonSerializable(typeof(RunProgressRecord))]
[JsonSerializable(typeof(EmbeddingList))]
[JsonSerializable(typeof(ScriptList))]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class AutomaticJson : JsonSerializerContext
{
    private static AutomaticJson? _plain;

    /// <summary>The same with "+" written plainly; see <see cref="Api.ServerJson.Plain"/>.</summary>
    public static AutomaticJson Plain => _plain ??= new AutomaticJson(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
