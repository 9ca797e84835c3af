using System.Text.Json;
using System.Text.Json.Serialization;
using Infill.Tiles;

namespace Infill;

/// <summary>A guide line as a list of [x, y].</summary>
internal sealed class GuideLineJson : JsonConverter<GuideLine>
{
    public override GuideLine Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        Require(reader.TokenType == JsonTokenType.StartArray);
        var points = new List<(double X, double Y)>();
        while (reader.Read() && reader.TokenType == JsonTokenType.StartArray)
        {
            points.Add((Number(ref reader), Number(ref reader)));
            Require(reader.Read() && reader.TokenType == JsonTokenType.EndArray);
        }

        Require(reader.TokenType == JsonTokenType.EndArray);
        return new GuideLine(points);
    }

    public override void Write(Utf8JsonWriter writer, GuideLine value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach ((double x, double y) in value.Points)
        {
            writer.WriteStartArray();
            writer.WriteNumberValue(x);
            writer.WriteNumberValue(y);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    private static double Number(ref Utf8JsonReader reader)
    {
        Require(reader.Read() && reader.TokenType == JsonTokenType.Number);
        return reader.GetDouble();
    }

    private static void Require(bool isSo)
    {
        if (!isSo)
        {
            throw new JsonException("A guide line is a list of [x, y].");
        }
    }
}
