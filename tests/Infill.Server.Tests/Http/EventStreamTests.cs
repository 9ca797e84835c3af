using System.Text;
using Infill.Server.Http;
using Microsoft.AspNetCore.Http;

namespace Infill.Server.Tests.Http;

public sealed class EventStreamTests
{
    [Fact]
    public async Task WaitAsync_LongWork_SendsAHeartbeatUntilItIsDone()
    {
        DefaultHttpContext context = Context();
        var events = new EventStream(context, new HastyClock());
        var work = new TaskCompletionSource();

        Task waiting = events.WaitAsync(work.Task);
        while (!Text(context).Contains("still here", StringComparison.Ordinal))
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        Assert.False(waiting.IsCompleted);
        work.SetResult();
        await waiting;
        Assert.Matches(@"\A(: still here\n\n)+\z", Text(context));
    }

    [Fact]
    public async Task WaitAsync_WorkThatFails_Fails() =>
        await Assert.ThrowsAsync<InvalidDataException>(() => new EventStream(Context(), TimeProvider.System).WaitAsync(Task.FromException(new InvalidDataException())));

    [Fact]
    public async Task WithHeartbeat_Items_ComeInOrderAndEnd()
    {
        var events = new EventStream(Context(), TimeProvider.System);
        var got = new List<int>();

        await foreach (int item in events.WithHeartbeat(new[] { 1, 2, 3 }.ToAsyncEnumerable()))
        {
            got.Add(item);
        }

        Assert.Equal([1, 2, 3], got);
    }

    [Theory]
    [InlineData("state", "event: state\ndata: {}\n\n")]
    [InlineData(null, "data: {}\n\n")]
    public async Task WriteAsync_Event_IsAsBrowsersReadIt(string? name, string expected)
    {
        DefaultHttpContext context = Context();

        await new EventStream(context, TimeProvider.System).WriteAsync(name, "{}"u8.ToArray());

        Assert.Equal(expected, Text(context));
        Assert.Equal("text/event-stream", context.Response.ContentType);
    }

    private static DefaultHttpContext Context() => new() { Response = { Body = new MemoryStream() } };

    private static string Text(DefaultHttpContext context) => Encoding.UTF8.GetString(((MemoryStream)context.Response.Body).ToArray());

    /// <summary>A clock whose quarter minutes pass in a moment.</summary>
    private sealed class HastyClock : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime / 1000, period);
    }
}
