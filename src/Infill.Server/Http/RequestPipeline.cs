using System.Text;
using Infill.Server.Running;
using Infill.Server.Security;
using Microsoft.AspNetCore.Http;

namespace Infill.Server.Http;

/// <summary>What every request goes through before and after its route: headers, gate, key; and whatever is thrown becomes a problem document.</summary>
/// <param name="gate">Refuses foreign pages.</param>
/// <param name="keys">Knows who asks.</param>
/// <param name="callers">How often those who may come in may ask.</param>
/// <param name="strangers">How often an address may come with no key or a wrong one.</param>
/// <param name="log">Told of faults of the program.</param>
internal sealed class RequestPipeline(HostGate gate, KeyRing keys, RateGate callers, RateGate strangers, Action<string> log)
{
    /// <summary>Requests with no key or a wrong one that an address may send in a minute.</summary>
    public const int StrangersPerMinute = 60;

    private const int ClientClosedRequest = 499;
    private static readonly string[] KnownMethods = ["GET", "HEAD", "POST", "PATCH", "DELETE"];

    /// <summary>The server, to count what is answered and refused; null = nobody counts.</summary>
    public ServerParts? Parts { get; init; }

    /// <summary>Guards, answers, explains.</summary>
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        SetHeaders(context.Response.Headers);
        long start = Parts?.Time.GetTimestamp() ?? 0;
        try
        {
            gate.Require(context);
            if (gate.IsNamed(context.Request.Headers.Origin) && Cors.Answer(context))
            {
                return;
            }

            await next(context).ConfigureAwait(false);
            await ExplainEmptyAsync(context).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            context.Response.StatusCode = context.Response.HasStarted ? context.Response.StatusCode : ClientClosedRequest;
        }
        catch (Exception reason)
        {
            await ExplainAsync(context, reason).ConfigureAwait(false);
        }
        finally
        {
            Parts?.Meter.Answer(MethodOf(context), RouteOf(context), context.Response.StatusCode, Parts.Time.GetElapsedTime(start));
        }
    }

    /// <summary>Finds who asks, and refuses whoever may not.</summary>
    /// <param name="context">The request.</param>
    /// <param name="needed">What the key must allow.</param>
    /// <exception cref="ProblemException">No key, a wrong one, one that may not do this, or too many requests.</exception>
    public void Authenticate(HttpContext context, KeyScope needed)
    {
        string address = context.Connection.RemoteIpAddress?.ToString() ?? "";
        Caller caller = keys.Find(KeyOf(context.Request)) ?? throw Refuse(context, address);
        callers.Require(caller == Caller.Local ? address : caller.Owner);
        if (!caller.Scope.HasFlag(needed))
        {
            string word = needed.ToString().ToLowerInvariant();
            throw new ProblemException(new Explanation(403, "scope", "The key may not do this", $"This key lacks the scope '{word}'; use one that has it ('infill serve keys add NAME --scope {word}')."));
        }

        context.Items[typeof(Caller)] = caller;
    }

    // Of what was sent only known words are counted: a label with anything in it would grow without end.
    private static string RouteOf(HttpContext context) => context.Items[typeof(Route)] is Route route ? route.Pattern
        : context.Request.Path.StartsWithSegments(Mcp.McpEndpoint.Path) ? Mcp.McpEndpoint.Path
        : "other";

    private static string MethodOf(HttpContext context) => KnownMethods.Contains(context.Request.Method) ? context.Request.Method : "other";

    private ProblemException Refuse(HttpContext context, string address)
    {
        strangers.Require(address);
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return new ProblemException(new Explanation(401, "key", "A key is needed", "Send 'Authorization: Bearer KEY' with a key of this server; 'infill serve keys add NAME' makes one."));
    }

    /// <summary>"Bearer KEY", or "Basic" with the key as the password, as AUTOMATIC1111's clients send it.</summary>
    private static string? KeyOf(HttpRequest request)
    {
        string text = request.Headers.Authorization.ToString();
        if (text.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            return text["Bearer ".Length..].Trim();
        }

        byte[] bytes = new byte[text.Length];
        return text.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase) && Convert.TryFromBase64String(text["Basic ".Length..].Trim(), bytes, out int count)
            ? Encoding.UTF8.GetString(bytes, 0, count) is string pair && pair.IndexOf(':') is >= 0 and int at ? pair[(at + 1)..] : null
            : null;
    }

    private static void SetHeaders(IHeaderDictionary headers)
    {
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
    }

    private static Task ExplainEmptyAsync(HttpContext context) => context.Response switch
    {
        { HasStarted: true } or { StatusCode: < 400 } => Task.CompletedTask,
        { StatusCode: 416 } => context.WriteAsync(new Explanation(416, "range", "The range lies outside the file", "The Range header asks for bytes that the file does not have; ask for the file without it to see its length.")),
        { StatusCode: 404 } => context.WriteAsync(new Explanation(404, "not-found", "Not found", "There is no such route; GET /openapi.json lists them.")),
        { StatusCode: 405 } => context.WriteAsync(new Explanation(405, "method", "Another method is needed", $"This route does not answer {context.Request.Method}; GET /openapi.json lists what does.")),
        { ContentLength: null or 0, ContentType: null } response => context.WriteAsync(new Explanation(response.StatusCode, "refused", "The request is refused", $"The request is refused with the status {response.StatusCode}; GET /openapi.json says what is expected.")),
        _ => Task.CompletedTask,
    };

    private async Task ExplainAsync(HttpContext context, Exception reason)
    {
        Explanation explanation = reason switch
        {
            BadHttpRequestException { StatusCode: 413 } => new(413, "limit", "A limit refuses the request", "The body is larger than this server takes; send a smaller picture, or raise the limit (--max-body)."),
            BadHttpRequestException bad => new(bad.StatusCode, "malformed", "The request cannot be read", "The request is damaged or was cut off."),
            _ => Explanation.Of(reason),
        };
        Parts?.Meter.Refuse(explanation.Code);
        Parts?.Events.Refused(RouteOf(context), explanation.Status, explanation.Code);
        if (explanation.Status >= 500)
        {
            log($"{context.Request.Method} {context.Request.Path}: {reason.GetType().Name}: {reason.Message}{(explanation.IsBug ? Environment.NewLine + reason.StackTrace : "")}");
        }

        if (context.Response.HasStarted)
        {
            // Half an answer cannot be taken back; the client sees that it is cut off.
            context.Abort();
            return;
        }

        try
        {
            await (context.Items[typeof(Route)] is Route { Explain: { } explain } ? explain(context, explanation) : context.WriteAsync(explanation)).ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException)
        {
            // The client did not wait for it.
        }
    }
}
