using System.Text.Json;
using System.Text.Json.Serialization;

namespace Infill.Sessions;

/// <summary>How a session's log is written; generated, as the trimmed program cannot reflect. Unknown members are refused: an edit by hand must not be ignored.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SessionLog))]
internal sealed partial class SessionJson : JsonSerializerContext
{
    /// <summary>The log as UTF-8.</summary>
    public static byte[] Serialize(SessionLog log) => JsonSerializer.SerializeToUtf8Bytes(log, Default.SessionLog);

    /// <summary>The log of a text.</summary>
    /// <exception cref="InvalidDataException">Not JSON of this form.</exception>
    public static SessionLog Deserialize(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, Default.SessionLog) ?? throw new InvalidDataException("it holds JSON null");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{TraceJson.Place(e)} does not fit", e);
        }
    }
}
