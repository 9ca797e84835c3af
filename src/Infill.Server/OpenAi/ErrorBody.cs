using System.Text.Json.Serialization;
using Infill.Server.Running;

namespace Infill.Server.OpenAi;

/// <summary>What was wrong.</summary>
/// <param name="Message">What, got, allowed, remedy.</param>
/// <param name="Type">OpenAI's kind of error.</param>
/// <param name="Code">This server's word for it, as in its problem documents.</param>
internal sealed record ErrorBody(string Message, string Type, string Code)
{
    /// <summary>Always null: the message names the member. Clients expect it to be there.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? Param { get; init; }

    /// <summary>The error of an explanation.</summary>
    public static ErrorBody Of(Explanation explanation) => new(
        explanation.Detail,
        explanation.Status switch
        {
            401 => "authentication_error",
            403 => "permission_error",
            404 => "not_found_error",
            429 => "rate_limit_error",
            >= 500 => "server_error",
            _ => "invalid_request_error",
        },
        explanation.Code);
}
