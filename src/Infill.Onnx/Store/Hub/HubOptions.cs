using System.Net;
using System.Runtime.InteropServices;
using Infill.Onnx.Weights;

namespace Infill.Onnx.Store.Hub;

/// <summary>Which hub is asked, and as whom.</summary>
internal sealed record HubOptions
{
    private static readonly Uri Public = new("https://huggingface.co");

    private static readonly string[] TrueWords = ["1", "ON", "YES", "TRUE"];

    /// <summary>Scheme, host, port and, for mirrors below a path, that path.</summary>
    public Uri Endpoint { get; init; } = Public;

    /// <summary>True if the user named the endpoint: it may then be in the local network.</summary>
    public bool IsOwnEndpoint { get; init; }

    /// <summary>Sent to the endpoint and to nobody else; null for none.</summary>
    public string? Token { get; init; }

    /// <summary>Wait before the first repetition; doubles with each.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>Longest silence of the other side within an answer.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Clock of the waits.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Addresses that may be connected to, beside the user's own endpoint; tests allow this machine's.</summary>
    public Func<IPAddress, bool> MayConnect { get; init; } = AddressGuard.IsPublic;

    /// <summary>Guards the connections: only the endpoint may be local, if the user named it.</summary>
    public AddressGuard ToGuard() => new(
        host => IsOwnEndpoint && host.Host.Equals(Endpoint.IdnHost.Trim('[', ']'), StringComparison.OrdinalIgnoreCase) && host.Port == Endpoint.Port,
        MayConnect,
        (host, found) => new ModelException($"{host} has no public address ({string.Join(", ", found.Take(4))}), so it is not connected to; only the host that HF_ENDPOINT names may be local."));

    /// <summary>From HF_ENDPOINT, HF_TOKEN and the token's file.</summary>
    /// <param name="variable">Gives a variable's value, or null.</param>
    /// <exception cref="ModelException">The endpoint is no address of a hub, or the token cannot be sent.</exception>
    public static HubOptions From(Func<string, string?> variable)
    {
        string text = variable("HF_ENDPOINT")?.Trim().TrimEnd('/') ?? "";
        if (text.Length == 0)
        {
            return new HubOptions { Token = StoreLocation.FindToken(variable) };
        }

        return Uri.TryCreate(text, UriKind.Absolute, out Uri? endpoint) && endpoint.Scheme is "https" or "http" && endpoint.UserInfo.Length == 0 && endpoint.Query.Length == 0
            ? new HubOptions { Endpoint = endpoint, IsOwnEndpoint = true, Token = StoreLocation.FindToken(variable) }
            : throw new ModelException($"HF_ENDPOINT is {Shown.Quote(text)}; expected https://HOST or http://HOST, without user and query.") { Fault = ModelFault.Unfit };
    }

    /// <summary>True if HF_HUB_OFFLINE forbids the network.</summary>
    public static bool IsOffline(Func<string, string?> variable) => TrueWords.Contains(variable("HF_HUB_OFFLINE")?.Trim().ToUpperInvariant());

    /// <summary>Refuses https where the system has no OpenSSL: the framework would end the process.</summary>
    /// <exception cref="ModelException">It has none.</exception>
    public void RequireTransport()
    {
        if (Endpoint.Scheme == "https" && OperatingSystem.IsLinux() && !Array.Exists(["libssl.so.3", "libssl.so.1.1"], name => NativeLibrary.TryLoad(name, out _)))
        {
            throw new ModelException("Downloads over https need OpenSSL, which is not installed (Debian: libssl3); install it, or bring the model as a bundle: infill models export, infill models import.") { Fault = ModelFault.Missing };
        }
    }
}
