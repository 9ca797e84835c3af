using Microsoft.AspNetCore.Http;

namespace Infill.Server.Security;

/// <summary>Lets pages of named origins read answers. Without --origin no answer carries any of these headers.</summary>
internal static class Cors
{
    private const string Methods = "GET, HEAD, POST, PUT, PATCH, DELETE";
    private const string RequestHeaders = "Authorization, Content-Type, Idempotency-Key, Range, If-None-Match, Last-Event-ID, Mcp-Protocol-Version, Mcp-Session-Id";
    private const string AnswerHeaders = "Location, Retry-After, ETag, Content-Range, Idempotent-Replayed, Mcp-Session-Id";
    private const string KeepSeconds = "600";

    /// <summary>Writes the headers, and answers the question that a browser asks before the request itself.</summary>
    /// <returns>True if it was that question, and the answer is complete.</returns>
    public static bool Answer(HttpContext context)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.AccessControlAllowOrigin = context.Request.Headers.Origin;
        headers.AccessControlExposeHeaders = AnswerHeaders;
        headers.Vary = "Origin";
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        if (!HttpMethods.IsOptions(context.Request.Method) || context.Request.Headers.AccessControlRequestMethod.Count == 0)
        {
            return false;
        }

        headers.AccessControlAllowMethods = Methods;
        headers.AccessControlAllowHeaders = RequestHeaders;
        headers.AccessControlMaxAge = KeepSeconds;
        context.Response.StatusCode = 204;
        return true;
    }
}
