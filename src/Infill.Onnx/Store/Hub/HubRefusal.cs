using System.Net;
using Infill.Onnx.Weights;

namespace Infill.Onnx.Store.Hub;

/// <summary>Says what a hub's refusal means, and what to do.</summary>
internal static class HubRefusal
{
    /// <summary>Lets answers with content pass.</summary>
    /// <param name="answer">Its head.</param>
    /// <param name="options">The hub.</param>
    /// <param name="id">What was asked for.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="HubBusyException">The hub cannot answer now.</exception>
    /// <exception cref="ModelException">It will not, or knows nothing of it.</exception>
    public static Task ThrowIfFailedAsync(HttpResponseMessage answer, HubOptions options, ModelId id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        string host = answer.RequestMessage?.RequestUri?.Host ?? options.Endpoint.Host;
        int status = (int)answer.StatusCode;
        return answer.StatusCode switch
        {
            HttpStatusCode.OK or HttpStatusCode.PartialContent => answer.Content.Headers.ContentEncoding.Count == 0 ? Task.CompletedTask
                : throw new ModelException($"{host} sends {Shown.Quote(string.Join(", ", answer.Content.Headers.ContentEncoding))} though nothing was to be compressed; the sizes cannot be held against it."),
            HttpStatusCode.TooManyRequests => throw new HubBusyException($"{host} has had too many requests (429)", RetryAfter(answer, options.Time)),
            _ when status >= 500 => throw new HubBusyException($"{host} failed ({status})", RetryAfter(answer, options.Time)),
            HttpStatusCode.Unauthorized => throw new ModelException(options.Token is null
                ? $"{host} wants to know who asks for {id.Name} (401): the model is private or gated, or there is none of that name. Check the name; if it is right, set HF_TOKEN to a token of yours."
                : $"{host} does not accept the token for {id.Name} (401): it is wrong or expired, or there is no model of that name. Check both."),
            HttpStatusCode.Forbidden => throw new ModelException($"{host} does not let you have {id.Name} (403): accept its terms at {options.Endpoint.AbsoluteUri.TrimEnd('/')}/{id.Name}, with the account that HF_TOKEN belongs to."),
            HttpStatusCode.NotFound or HttpStatusCode.Gone => throw new ModelException($"{host} has no {id.Name}{(id.Revision is null ? "" : $" with the revision {id.Revision}")} ({status}); check the name, and HF_ENDPOINT if it is set.") { Fault = ModelFault.Missing },
            _ => throw new ModelException($"{host} answers {status} to a request for {id.Name}; expected the content. HF_ENDPOINT may name something else than a hub."),
        };
    }

    private static TimeSpan? RetryAfter(HttpResponseMessage answer, TimeProvider time)
    {
        TimeSpan? wait = answer.Headers.RetryAfter?.Delta ?? answer.Headers.RetryAfter?.Date - time.GetUtcNow();
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
