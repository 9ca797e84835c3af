using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Infill.Server.OpenAi;

/// <summary>JSON of the OpenAI dialect: as the native one, but unknown members are let pass, as clients send what other servers know.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.Strict,
    MaxDepth = 16,
    Converters = [typeof(ReferenceWord)])]
[JsonSerializable(typeof(EditRequest))]
[JsonSerializable(typeof(EditResponse))]
[JsonSerializable(typeof(EditEvent))]
[JsonSerializable(typeof(PartialEvent))]
[JsonSerializable(typeof(ErrorResponse))]
[JsonSerializable(typeof(ModelList))]
[JsonSerializable(typeof(ModelRecord))]
internal sealed partial class OpenAiJson : JsonSerializerContext
{
    private static OpenAiJson? _plain;

    /// <summary>The same with "+" written plainly; see <see cref="Api.ServerJson.Plain"/>.</summary>
    public static OpenAiJson Plain => _plain ??= new OpenAiJson(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
