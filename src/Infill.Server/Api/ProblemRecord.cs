using System.ComponentModel;
using Infill.Server.Running;

namespace Infill.Server.Api;

/// <summary>An error as RFC 9457 has it.</summary>
internal sealed record ProblemRecord
{
    [Description("Kind of the problem: \"/problems/\" and a word for programs.")]
    public required string Type { get; init; }

    [Description("The same for every problem of the kind.")]
    public required string Title { get; init; }

    [Description("The HTTP status.")]
    public required int Status { get; init; }

    [Description("What was wrong, got, allowed, and what to do.")]
    public required string Detail { get; init; }

    [Description("Every reason, where there are several.")]
    public IReadOnlyList<string>? Reasons { get; init; }

    /// <summary>The record of an explanation.</summary>
    public static ProblemRecord Of(Explanation explanation) => new()
    {
        Type = $"/problems/{explanation.Code}",
        Title = explanation.Title,
        Status = explanation.Status,
        Detail = explanation.Detail,
        Reasons = explanation.Reasons.Count > 0 ? explanation.Reasons : null,
    };
}
