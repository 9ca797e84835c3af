using System.ComponentModel;

namespace Infill.Server.Mcp;

/// <summary>Arguments of tools about a job.</summary>
internal sealed record JobArguments
{
    [Description("Id of the job, from the answer of an edit.")]
    public required string Job { get; init; }
}
