using System.Text;
using Infill.Server.Http;
using Infill.Server.Telemetry;
using Microsoft.AspNetCore.Http;

namespace Infill.Server.Api;

/// <summary>/metrics, as Prometheus reads them.</summary>
/// <param name="parts">The server.</param>
internal sealed class MetricRoutes(ServerParts parts)
{
    /// <summary>The route.</summary>
    public IEnumerable<Route> All() =>
    [
        new("GET", "/metrics", "Counts and times of this server as Prometheus reads them: queue, waits, runs, stages, pixels, seams, refusals, memory.", WriteAsync)
        {
            Gives = [(200, "text/plain", null)],
        },
    ];

    private async Task WriteAsync(HttpContext context)
    {
        byte[] body = Encoding.UTF8.GetBytes(PrometheusText.Write(parts.Board));
        context.Response.ContentType = PrometheusText.Media;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
    }
}
