using System.ComponentModel;

namespace Infill.Server.Api;

/// <summary>How the server is.</summary>
internal sealed record HealthRecord
{
    [Description("\"ok\".")]
    public required string Status { get; init; }

    [Description("Version of the program.")]
    public required string Version { get; init; }

    [Description("Jobs that wait.")]
    public required int Waiting { get; init; }

    [Description("Jobs at work.")]
    public required int Running { get; init; }
}
