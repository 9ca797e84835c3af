using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Infill.Server.Automatic;

/// <summary>Reads requests as AUTOMATIC1111's program does, for clients that rely on it: null is absent, 1 and 0 are true and false, and 20.0 is a whole number.</summary>
internal static class LooseJson
{
    /// <summary>A request's members as its record has them.</summary>
    /// <param name="sent">What the client sent; anything but an object is left as it is.</param>
    /// <param name="record">The record.</param>
    /// <exception cref="JsonException">A member that does not fit all the same.</exception>
    public static T? Read<T>(JsonElement sent, JsonTypeInfo<T> record)
    {
        if (sent.ValueKind != JsonValueKind.Object)
        {
            return sent.Deserialize(record);
        }

        Dictionary<string, Type> types = record.Properties.ToDictionary(property => property.Name, property => property.PropertyType, StringComparer.Ordinal);
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            try
            {
                Write(writer, sent, types);
            }
            catch (InvalidOperationException half)
            {
                // Half of a pair of surrogates is no text; the framework says so only when it is read.
                throw new JsonException(null, half);
            }
        }

        return JsonSerializer.Deserialize(stream.ToArray(), record);
    }

    private static void Write(Utf8JsonWriter writer, JsonElement sent, Dictionary<string, Type> types)
    {
        writer.WriteStartObject();
        foreach (JsonProperty member in sent.EnumerateObject().Where(member => member.Value.ValueKind != JsonValueKind.Null))
        {
            Write(writer, member, types.GetValueOrDefault(member.Name));
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, JsonProperty member, Type? type)
    {
        double number = member.Value.ValueKind == JsonValueKind.Number && member.Value.TryGetDouble(out double value) ? value : double.NaN;
        if (type == typeof(bool) && number is 0 or 1)
        {
            writer.WriteBoolean(member.Name, number == 1);
        }
        else if ((type == typeof(int) || type == typeof(int?) || type == typeof(long)) && Math.Abs(number) <= int.MaxValue && number == Math.Truncate(number))
        {
            writer.WriteNumber(member.Name, (long)number);
        }
        else
        {
            member.WriteTo(writer);
        }
    }
}
