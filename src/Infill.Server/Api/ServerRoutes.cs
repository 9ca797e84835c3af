using Infill.Server.Http;
using Infill.Server.Jobs;
using Microsoft.AspNetCore.Http;

namespace Infill.Server.Api;

/// <summary>Engines, results, health and the OpenAPI document.</summary>
/// <param name="parts">The server.</param>
/// <param name="document">The OpenAPI document, written on first use.</param>
internal sealed class ServerRoutes(ServerParts parts, Lazy<byte[]> document)
{
    /// <summary>The routes.</summary>
    public IEnumerable<Route> All() =>
    [
        new("GET", "/v1/engines", "List what can fill.", ListEnginesAsync) { Gives = [(200, Replies.Json, typeof(EngineListRecord))] },
        new("GET", "/v1/results/{sha256}", "Get a result's file by its hash, parts by Range too.", SendResultAsync) { Gives = [(200, "image/*", null), (206, "image/*", null), (304, null, null)], Refuses = [404] },
        new("GET", "/health", "Say that the server lives, and how many jobs wait and run.", HealthAsync) { Gives = [(200, Replies.Json, typeof(HealthRecord))], IsOpen = true },
        new("GET", "/health/live", "Say that the server lives; it asks nothing of the disk.", LiveAsync) { Gives = [(200, Replies.Json, typeof(LiveRecord))], IsOpen = true },
        new("GET", "/health/ready", "Say whether new jobs are accepted: the disk has room, files and the database can be written and are whole. 503 says why not.", ReadyAsync) { Gives = [(200, Replies.Json, typeof(LiveRecord))], IsOpen = true },
        new("GET", "/openapi.json", "This document.", DocumentAsync) { Gives = [(200, Replies.Json, null)], IsOpen = true },
    ];

    private Task ListEnginesAsync(HttpContext context) =>
        context.WriteAsync(200, new EngineListRecord { Engines = [.. parts.Engines.Engines.Select(EngineRecord.Of)] }, ServerJson.Plain.EngineListRecord);

    private Task SendResultAsync(HttpContext context)
    {
        JobOutput output = parts.Desk.RequireOutput(context.Caller().Owner, context.RouteText("sha256"));
        return FileReply.SendAsync(context, parts.Blobs, output.Sha256, output.Format);
    }

    private Task HealthAsync(HttpContext context)
    {
        var health = new HealthRecord { Status = "ok", Version = parts.Options.Version, Waiting = parts.Queue.CountWaiting(), Running = parts.Workers.Running };
        return context.WriteAsync(200, health, ServerJson.Plain.HealthRecord);
    }

    private Task LiveAsync(HttpContext context) => context.WriteAsync(200, new LiveRecord { Status = "live" }, ServerJson.Plain.LiveRecord);

    private Task ReadyAsync(HttpContext context)
    {
        parts.Health.Require();
        return context.WriteAsync(200, new LiveRecord { Status = "ready" }, ServerJson.Plain.LiveRecord);
    }

    private async Task DocumentAsync(HttpContext context)
    {
        context.Response.ContentType = Replies.Json;
        await context.Response.Body.WriteAsync(document.Value, context.RequestAborted).ConfigureAwait(false);
    }
}
