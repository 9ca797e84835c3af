using System.Text.Json;
using System.Text.Json.Serialization;
using Infill.Quality.Refining;

namespace Infill.Server.Api;

/// <summary>A refinement plan within other JSON: read and refused by the same reader as a plan's file, with the same keys.</summary>
internal sealed class PlanWord : JsonConverter<RefinementPlan>
{
    private const string Name = "plan";

    /// <inheritdoc/>
    /// <exception cref="InvalidRequestException">Not a plan, or one that cannot be run; says every reason.</exception>
    public override RefinementPlan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        try
        {
            return RefinementPlan.Parse(document.RootElement.GetRawText(), Name);
        }
        catch (InvalidDataException reason)
        {
            throw new InvalidRequestException([reason.Message]);
        }
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, RefinementPlan value, JsonSerializerOptions options)
    {
        // The file's text is indented; within an answer it is written as the rest.
        using JsonDocument document = JsonDocument.Parse(value.ToJson());
        document.RootElement.WriteTo(writer);
    }
}
