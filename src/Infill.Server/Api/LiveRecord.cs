using System.ComponentModel;

namespace Infill.Server.Api;

/// <summary>An answer for whoever watches over the server.</summary>
internal sealed record LiveRecord
{
    [Description("\"live\" or \"ready\".")]
    public required string Status { get; init; }
}
