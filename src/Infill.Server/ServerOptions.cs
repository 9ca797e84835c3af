using System.Net;
using Infill.Server.Decoding;
using Infill.Server.Fetching;

namespace Infill.Server;

/// <summary>Where a server listens and works.</summary>
internal sealed record ServerOptions
{
    /// <summary>Port that clients expect.</summary>
    public const int DefaultPort = 7060;

    /// <summary>Folder of jobs and pictures; made if missing.</summary>
    public required string Folder { get; init; }

    /// <summary>Address to listen on, default 127.0.0.1; others only with keys.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>Port to listen on, 0 = any free one.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>Further host names that requests may name, as behind a proxy; loopback names and the address itself are always allowed.</summary>
    public IReadOnlyList<string> HostNames { get; init; } = [];

    /// <summary>Further origins of web pages that may send requests, as "https://edit.example"; the server's own is always allowed.</summary>
    public IReadOnlyList<string> Origins { get; init; } = [];

    /// <summary>How much the server takes.</summary>
    public ServerLimits Limits { get; init; } = new();

    /// <summary>Processes that decode pictures; null = this one decodes.</summary>
    public DecoderOptions? Decoder { get; init; }

    /// <summary>Where pictures may be fetched from; null = nowhere.</summary>
    public FetchOptions? Fetch { get; init; }

    /// <summary>Address of a collector that spans and metrics are sent to (OTLP over HTTP), or null: nothing is sent.</summary>
    public Uri? Otlp { get; init; }

    /// <summary>Version that it tells of itself.</summary>
    public string Version { get; init; } = "0";
}
