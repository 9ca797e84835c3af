using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Infill.Server.Http;
using Infill.Server.Running;

namespace Infill.Server.Mcp;

/// <summary>One call of a tool.</summary>
/// <param name="Owner">Who calls.</param>
/// <param name="Arguments">As the client sent them.</param>
/// <param name="Progress">Tells the client how far a job is; does nothing if it did not ask.</param>
internal sealed record ToolCall(string Owner, JsonElement Arguments, Func<double, string, Task> Progress)
{
    /// <summary>The arguments as a record.</summary>
    /// <exception cref="ProblemException">They do not fit.</exception>
    public T Read<T>(JsonTypeInfo<T> type)
    {
        try
        {
            return Arguments.Deserialize(type) ?? throw ProblemException.Malformed("The arguments are null; send an object.");
        }
        catch (JsonException reason)
        {
            throw ProblemException.Malformed($"What was sent as arguments {JsonFaults.Describe(reason, type)}");
        }
    }
}
