using System.Text.Json;

namespace Infill;

/// <summary>Traces as JSON: indented, camel-cased names, enums as text.</summary>
public static class TraceJson
{
    /// <summary>The trace as one JSON object; <see cref="Deserialize"/> gives an equal one back.</summary>
    public static string Serialize(Trace trace)
    {
        ArgumentNullException.ThrowIfNull(trace);
        return JsonSerializer.Serialize(trace, TraceJsonContext.Default.Trace);
    }

    /// <summary>Reads a trace. Unknown members are skipped, so a newer program's additions do no harm.</summary>
    /// <exception cref="InvalidDataException">Not JSON, not a trace, or a form that this version does not know.</exception>
    public static Trace Deserialize(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            Trace trace = JsonSerializer.Deserialize(json, TraceJsonContext.Default.Trace)
                ?? throw new InvalidDataException("The file holds JSON null, not a trace.");
            return trace.Schema is >= 1 and <= Trace.CurrentSchema ? trace : throw new InvalidDataException(
                $"The trace has form {trace.Schema}; this version reads 1 to {Trace.CurrentSchema}. Update Infill to read it.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"This is not a trace that Infill wrote: {Place(e)} does not fit.", e);
        }
    }

    /// <summary>Where a JSON text went wrong, without the names of types that the reader of an error does not know.</summary>
    public static string Place(JsonException e)
    {
        ArgumentNullException.ThrowIfNull(e);
        string line = e.LineNumber is long number ? $"line {number + 1}" : "its content";
        return string.IsNullOrEmpty(e.Path) || e.Path == "$" ? line : $"{line} ({e.Path})";
    }
}
