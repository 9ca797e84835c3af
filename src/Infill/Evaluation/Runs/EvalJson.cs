using System.Text.Json;

namespace Infill.Evaluation.Runs;

/// <summary>Evaluations as JSON: indented, camel-cased names, absent instead of null.</summary>
public static class EvalJson
{
    /// <summary>The record as one JSON object; <see cref="Read"/> gives an equal one back.</summary>
    public static string Write(EvalRecord record) => JsonSerializer.Serialize(record, EvalJsonContext.Default.EvalRecord) + "\n";

    /// <summary>Reads a record. Unknown members are skipped, so a newer program's additions do no harm.</summary>
    /// <param name="json">Text of an eval.json.</param>
    /// <exception cref="InvalidDataException">Not JSON, not an evaluation, or a form that this version does not know.</exception>
    public static EvalRecord Read(string json)
    {
        try
        {
            EvalRecord record = JsonSerializer.Deserialize(json, EvalJsonContext.Default.EvalRecord)
                ?? throw new InvalidDataException("The file holds JSON null, not an evaluation.");
            return record.Schema is >= 1 and <= EvalRecord.CurrentSchema ? record : throw new InvalidDataException(
                $"The evaluation has form {record.Schema}; this version reads 1 to {EvalRecord.CurrentSchema}. Update Infill to read it.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"This is not an evaluation that Infill wrote: {TraceJson.Place(e)} does not fit.", e);
        }
    }
}
