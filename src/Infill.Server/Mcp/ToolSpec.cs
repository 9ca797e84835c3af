using System.Text.Json.Serialization.Metadata;

namespace Infill.Server.Mcp;

/// <summary>A tool: what a model is told of it, and what it does.</summary>
/// <param name="Name">"remove_object".</param>
/// <param name="Description">For a model that has never seen this product.</param>
/// <param name="Arguments">Form of its arguments.</param>
/// <param name="Handler">Does it.</param>
internal sealed record ToolSpec(string Name, string Description, JsonTypeInfo Arguments, Func<ToolCall, CancellationToken, Task<ToolReply>> Handler)
{
    /// <summary>Members of its answers, beside those of every answer.</summary>
    public IReadOnlyList<string> Answers { get; init; } = AnswerMembers.OfPictures;

    /// <summary>True if it changes nothing.</summary>
    public bool IsReadOnly { get; init; }
}
