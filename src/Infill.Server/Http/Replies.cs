using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Infill.Server.Api;
using Infill.Server.Running;
using Infill.Server.Security;
using Microsoft.AspNetCore.Http;

namespace Infill.Server.Http;

/// <summary>Reading and writing JSON over HTTP.</summary>
internal static class Replies
{
    /// <summary>Media type of problems.</summary>
    public const string ProblemMedia = "application/problem+json";

    /// <summary>Media type of everything else in JSON.</summary>
    public const string Json = "application/json";

    /// <summary>Writes a record.</summary>
    public static async Task WriteAsync<T>(this HttpContext context, int status, T record, JsonTypeInfo<T> type, string media = Json)
    {
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(record, type);
        context.Response.StatusCode = status;
        context.Response.ContentType = media;
        context.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
        }
    }

    /// <summary>Writes an error.</summary>
    public static Task WriteAsync(this HttpContext context, Explanation explanation)
    {
        if (explanation.RetryAfter is int seconds)
        {
            context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return context.WriteAsync(explanation.Status, ProblemRecord.Of(explanation), ServerJson.Plain.ProblemRecord, ProblemMedia);
    }

    /// <summary>Reads a JSON body.</summary>
    /// <exception cref="ProblemException">Not JSON, or not of that form.</exception>
    public static async Task<T> ReadAsync<T>(this HttpContext context, JsonTypeInfo<T> type)
    {
        RequireMedia(context, Json);
        return await ReadAsync(context.Request.Body, type, context.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>Reads JSON from a stream.</summary>
    /// <exception cref="ProblemException">Not JSON, or not of that form.</exception>
    public static async Task<T> ReadAsync<T>(Stream body, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync(body, type, cancellationToken).ConfigureAwait(false)
                ?? throw ProblemException.Malformed("The body is JSON null; send an object.");
        }
        catch (JsonException reason)
        {
            throw ProblemException.Malformed($"The JSON {JsonFaults.Describe(reason, type)} GET /openapi.json says what is expected.");
        }
    }

    /// <summary>Refuses a body of another kind: a form of a foreign page cannot pretend to be JSON.</summary>
    public static void RequireMedia(HttpContext context, params string[] allowed)
    {
        string sent = MediaOf(context);
        if (!allowed.Contains(sent, StringComparer.OrdinalIgnoreCase))
        {
            throw new ProblemException(new Explanation(
                415, "media-type", "The body is of another kind", $"Content-Type is {(sent.Length == 0 ? "absent" : $"'{sent}'")}; it must be {string.Join(" or ", allowed)}."));
        }
    }

    /// <summary>Media type of the body without its parameters, or "".</summary>
    public static string MediaOf(HttpContext context) => (context.Request.ContentType ?? "").Split(';')[0].Trim();

    /// <summary>Who asks; set before any handler runs.</summary>
    public static Caller Caller(this HttpContext context) => (Caller)context.Items[typeof(Caller)]!;

    /// <summary>A part of the route.</summary>
    public static string RouteText(this HttpContext context, string name) => (string)context.Request.RouteValues[name]!;
}
