using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Infill.Server.Running;

/// <summary>Tells whoever listens to a job that it moved. What is durable stands in the store; this only says when to look.</summary>
internal sealed class JobFeed
{
    /// <summary>Events that wait for a slow listener; the oldest are dropped, as the newest says it all.</summary>
    private const int Waiting = 16;

    private readonly ConcurrentDictionary<string, ConcurrentDictionary<Channel<JobNews>, byte>> _listeners = new(StringComparer.Ordinal);

    /// <summary>Starts to listen; ask the store afterwards, so that nothing falls between.</summary>
    /// <param name="id">The job.</param>
    /// <param name="stop">Ends the listening; call it.</param>
    public ChannelReader<JobNews> Listen(string id, out Action stop)
    {
        Channel<JobNews> channel = Channel.CreateBounded<JobNews>(new BoundedChannelOptions(Waiting) { FullMode = BoundedChannelFullMode.DropOldest });
        ConcurrentDictionary<Channel<JobNews>, byte> ofJob = _listeners.GetOrAdd(id, _ => new());
        ofJob[channel] = 0;
        stop = () =>
        {
            ofJob.TryRemove(channel, out _);
            if (ofJob.IsEmpty)
            {
                _listeners.TryRemove(new(id, ofJob));
            }
        };

        // A listener that went in between these two lines may have taken the list away.
        _listeners.TryAdd(id, ofJob);
        return channel.Reader;
    }

    /// <summary>Tells everyone who listens to the job.</summary>
    public void Tell(string id, JobNews news)
    {
        if (_listeners.TryGetValue(id, out ConcurrentDictionary<Channel<JobNews>, byte>? ofJob))
        {
            foreach (Channel<JobNews> channel in ofJob.Keys)
            {
                channel.Writer.TryWrite(news);
            }
        }
    }
}
