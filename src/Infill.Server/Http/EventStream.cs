using Microsoft.AspNetCore.Http;

namespace Infill.Server.Http;

/// <summary>Server-sent events.</summary>
/// <param name="context">The request; the headers go out with the first event.</param>
/// <param name="time">Clock of the heartbeat.</param>
internal sealed class EventStream(HttpContext context, TimeProvider time)
{
    /// <summary>Media type.</summary>
    public const string Media = "text/event-stream";

    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    /// <summary>Sends an event.</summary>
    /// <param name="name">Its name, or null for none.</param>
    /// <param name="data">JSON in one line.</param>
    public async Task WriteAsync(string? name, ReadOnlyMemory<byte> data)
    {
        Begin();
        byte[] head = System.Text.Encoding.UTF8.GetBytes(name is null ? "data: " : $"event: {name}\ndata: ");
        await context.Response.Body.WriteAsync((byte[])[.. head, .. data.Span, .. "\n\n"u8], context.RequestAborted).ConfigureAwait(false);
        await context.Response.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>The same items; while none comes, a comment every 15 seconds keeps proxies from closing the connection.</summary>
    public async IAsyncEnumerable<T> WithHeartbeat<T>(IAsyncEnumerable<T> items)
    {
        IAsyncEnumerator<T> source = items.GetAsyncEnumerator(context.RequestAborted);
        await using (source.ConfigureAwait(false))
        {
            while (true)
            {
                Task<bool> next = source.MoveNextAsync().AsTask();
                await WaitAsync(next).ConfigureAwait(false);
                if (!await next.ConfigureAwait(false))
                {
                    yield break;
                }

                yield return source.Current;
            }
        }
    }

    /// <summary>Waits for work that ends by the request's own token, with the same heartbeat.</summary>
    public async Task WaitAsync(Task work)
    {
        while (await Task.WhenAny(work, Task.Delay(Heartbeat, time, context.RequestAborted)).ConfigureAwait(false) != work && !context.RequestAborted.IsCancellationRequested)
        {
            await BeatAsync().ConfigureAwait(false);
        }

        // Also when the client is gone: an enumerator must be at rest before it is disposed of.
        await work.ConfigureAwait(false);
    }

    private async Task BeatAsync()
    {
        Begin();
        await context.Response.Body.WriteAsync(": still here\n\n"u8.ToArray(), context.RequestAborted).ConfigureAwait(false);
        await context.Response.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
    }

    private void Begin()
    {
        if (!context.Response.HasStarted)
        {
            context.Response.ContentType = Media;
            context.Response.Headers["X-Accel-Buffering"] = "no";
        }
    }
}
