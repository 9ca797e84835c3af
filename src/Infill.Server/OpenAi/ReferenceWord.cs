using System.Text.Json;
using System.Text.Json.Serialization;

namespace Infill.Server.OpenAi;

/// <summary>A picture in a JSON edit: an object with its address, or the address alone, as some clients write it.</summary>
internal sealed class ReferenceWord : JsonConverter<ImageReference>
{
    private const string ImageUrl = "image_url";
    private const string FileId = "file_id";

    /// <inheritdoc/>
    public override ImageReference Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        JsonElement sent = document.RootElement;
        return sent.ValueKind switch
        {
            JsonValueKind.String => new ImageReference { ImageUrl = sent.GetString() },
            JsonValueKind.Object => new ImageReference { ImageUrl = TextOf(sent, ImageUrl), FileId = TextOf(sent, FileId) },
            _ => throw new JsonException(),
        };
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ImageReference value, JsonSerializerOptions options) => writer.WriteStringValue(value.ImageUrl);

    private static string? TextOf(JsonElement of, string name) => !of.TryGetProperty(name, out JsonElement value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : throw new JsonException();
}
