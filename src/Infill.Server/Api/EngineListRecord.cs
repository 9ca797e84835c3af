using System.ComponentModel;

namespace Infill.Server.Api;

/// <summary>The engines of this server.</summary>
internal sealed record EngineListRecord
{
    [Description("By name.")]
    public required IReadOnlyList<EngineRecord> Engines { get; init; }
}
