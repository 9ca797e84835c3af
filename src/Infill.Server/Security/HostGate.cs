using System.Net;
using Infill.Server.Running;
using Microsoft.AspNetCore.Http;

namespace Infill.Server.Security;

/// <summary>Refuses requests that a web page sends through its visitor's browser: by the host that they name, the page that they come from, and what the browser says of both.</summary>
/// <param name="hostNames">Host names that are allowed beside loopback and the address itself.</param>
/// <param name="origins">Origins that are allowed beside the server's own.</param>
/// <remarks>A page on a foreign name that was pointed at 127.0.0.1 (DNS rebinding) names its own host; a form that is posted across sites carries
/// Sec-Fetch-Site and, in all but old browsers, Origin.</remarks>
internal sealed class HostGate(IReadOnlyList<string> hostNames, IReadOnlyList<string> origins)
{
    private static readonly string[] Loopback = ["localhost", "127.0.0.1", "[::1]"];

    /// <summary>Does nothing if the request may go on.</summary>
    /// <exception cref="ProblemException">It may not.</exception>
    public void Require(HttpContext context)
    {
        HostString host = context.Request.Host;
        if (!IsOurs(host.Host, context.Connection.LocalIpAddress))
        {
            throw Refusal("host", $"The request names the host '{Shorten(host.Host)}', which this server does not go by. Use its address, or start it with --host-name.");
        }

        string? origin = context.Request.Headers.Origin;
        if (!string.IsNullOrEmpty(origin) && !IsOwn(origin, context.Request) && !IsNamed(origin))
        {
            throw Refusal("origin", $"The request comes from a page of '{Shorten(origin)}', which this server does not serve. Start it with --origin to allow that page.");
        }

        if (context.Request.Headers["Sec-Fetch-Site"] == "cross-site" && !IsSafe(context.Request.Method) && string.IsNullOrEmpty(origin))
        {
            throw Refusal("origin", "The request changes something and comes from a page of another site.");
        }
    }

    /// <summary>True for the origin of a foreign page that may send requests and read the answers.</summary>
    public bool IsNamed(string? origin) => origin is not null && origins.Contains(origin, StringComparer.OrdinalIgnoreCase);

    /// <summary>True for methods that change nothing.</summary>
    public static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    private bool IsOurs(string name, IPAddress? local)
    {
        if (hostNames.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            return true;
        }

        // An address cannot be rebound; but it must be the one that the connection came to.
        IPAddress? plain = local is { IsIPv4MappedToIPv6: true } ? local.MapToIPv4() : local;
        return plain is null || IPAddress.IsLoopback(plain)
            ? Loopback.Contains(name, StringComparer.OrdinalIgnoreCase)
            : IPAddress.TryParse(name, out IPAddress? named) && named.Equals(plain);
    }

    private static bool IsOwn(string origin, HttpRequest request) =>
        string.Equals(origin, $"{request.Scheme}://{request.Host.Value}", StringComparison.OrdinalIgnoreCase);

    private static ProblemException Refusal(string code, string detail) => new(new Explanation(403, code, "The request is not let in", detail));

    private static string Shorten(string text) => new([.. text.Where(c => c is > ' ' and < (char)127 and not '\'').Take(80)]);
}
