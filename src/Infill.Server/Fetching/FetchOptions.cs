using System.Net;
using Infill.Onnx.Store.Hub;

namespace Infill.Server.Fetching;

/// <summary>Where pictures may be fetched from.</summary>
internal sealed record FetchOptions
{
    /// <summary>Names of hosts, as they stand in URLs; others are refused, and so is every redirection to others.</summary>
    public required IReadOnlyList<string> Hosts { get; init; }

    /// <summary>Ports that may be connected to, default 80 and 443.</summary>
    public IReadOnlyList<int> Ports { get; init; } = [80, 443];

    /// <summary>Longest time for one picture, default 30 seconds.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Addresses that may be connected to, default those of the public Internet.</summary>
    public Func<IPAddress, bool> MayConnect { get; init; } = AddressGuard.IsPublic;

    /// <summary>Looks names up, default as the system does.</summary>
    public Func<string, CancellationToken, Task<IPAddress[]>> Resolve { get; init; } = Dns.GetHostAddressesAsync;
}
