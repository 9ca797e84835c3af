using System.Net;
using System.Net.Sockets;

namespace Infill.Onnx.Store.Hub;

/// <summary>Keeps addresses from outside from leading requests into the machine or its network: the address that is connected to must be a public one.</summary>
/// <param name="mayBeLocal">True for the one endpoint that may be local, if the user chose it.</param>
/// <param name="mayConnect">True for addresses that may be connected to: <see cref="IsPublic"/>.</param>
/// <param name="refusal">Makes the exception of a host, and of the addresses that it has.</param>
internal sealed class AddressGuard(Func<DnsEndPoint, bool> mayBeLocal, Func<IPAddress, bool> mayConnect, Func<string, IReadOnlyList<IPAddress>, Exception> refusal)
{
    /// <summary>Networks that no public host is in. Source: IANA special-purpose address registries.</summary>
    private static readonly IPNetwork[] Refused =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "::/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
        }.Select(text => IPNetwork.Parse(text)),
    ];

    /// <summary>Looks a name up; what it gives is what is checked and connected to.</summary>
    public Func<string, CancellationToken, Task<IPAddress[]>> Resolve { get; init; } = Dns.GetHostAddressesAsync;

    /// <summary>True for addresses of the public Internet.</summary>
    public static bool IsPublic(IPAddress address) => !address.IsIPv4MappedToIPv6 && !Refused.Any(network => network.BaseAddress.AddressFamily == address.AddressFamily && network.Contains(address));

    /// <summary>Connects to the first address of a host that may be connected to; what a name meant when it was checked is what is connected to.</summary>
    /// <exception cref="Exception">All its addresses are local; the refusal.</exception>
    /// <exception cref="SocketException">None of them answers, or the name is not known.</exception>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        DnsEndPoint host = context.DnsEndPoint;
        bool isTrusted = mayBeLocal(host);
        IPAddress[] found = IPAddress.TryParse(host.Host, out IPAddress? literal) ? [literal] : await Resolve(host.Host, cancellationToken).ConfigureAwait(false);
        IPAddress[] allowed = [.. found.Where(address => isTrusted || mayConnect(address))];
        if (allowed.Length == 0)
        {
            throw refusal(host.Host, found);
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, host.Port, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
