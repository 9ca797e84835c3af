using Infill.Server.Running;
using Microsoft.AspNetCore.Http;

namespace Infill.Server.Http;

/// <summary>One route: what is mapped, and what the OpenAPI document says of it.</summary>
/// <param name="Method">"GET".</param>
/// <param name="Pattern">"/v1/jobs/{id}".</param>
/// <param name="Summary">One sentence.</param>
/// <param name="Handler">Answers.</param>
internal sealed record Route(string Method, string Pattern, string Summary, RequestDelegate Handler)
{
    /// <summary>What it takes: media type, and the record of a JSON body or null for bytes and forms.</summary>
    public IReadOnlyList<(string Media, Type? Record)> Takes { get; init; } = [];

    /// <summary>What it answers when all went well: status, media type, record.</summary>
    public IReadOnlyList<(int Status, string? Media, Type? Record)> Gives { get; init; } = [];

    /// <summary>Statuses of the problems that are its own; every route may answer 400, 401, 403, 429 and 503.</summary>
    public IReadOnlyList<int> Refuses { get; init; } = [];

    /// <summary>Names and meanings of query parameters and headers.</summary>
    public IReadOnlyList<(string In, string Name, string Description)> Parameters { get; init; } = [];

    /// <summary>Writes errors as the route's dialect has them; null = as problem documents.</summary>
    public Func<HttpContext, Explanation, Task>? Explain { get; init; }

    /// <summary>True if it takes pictures or jobs in, so that it is refused while there is no room for them.</summary>
    public bool Stores { get; init; }

    /// <summary>True if it takes jobs in, so that it is refused before its body is read while the queue is full.</summary>
    public bool Queues { get; init; }

    /// <summary>True if it answers without a key.</summary>
    public bool IsOpen { get; init; }
}
