using System.ComponentModel;

namespace Infill.Server.Api;

/// <summary>Several jobs.</summary>
internal sealed record JobListRecord
{
    [Description("The newest first.")]
    public required IReadOnlyList<JobRecord> Jobs { get; init; }
}
