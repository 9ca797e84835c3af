using Infill.Server.Running;

namespace Infill.Server.Http;

/// <summary>Bounds what all requests together send at one time, whatever each of them may.</summary>
/// <param name="bytes">For all bodies of requests under way.</param>
/// <param name="unknown">What a body counts whose length is not told before it comes.</param>
internal sealed class UploadBudget(long bytes, long unknown)
{
    /// <summary>Bodies up to this length do not count.</summary>
    private const long SmallBytes = 64 << 10;

    private const int RetryAfterSeconds = 5;

    private long _used;

    /// <summary>Bytes of requests under way.</summary>
    public long Used => Interlocked.Read(ref _used);

    /// <summary>Takes a body's share.</summary>
    /// <param name="length">Its length, or null if that is not told.</param>
    /// <param name="hasBody">False if there is none.</param>
    /// <returns>Bytes to give back with <see cref="Release"/>.</returns>
    /// <exception cref="ProblemException">Too much is on its way.</exception>
    public long Take(long? length, bool hasBody)
    {
        long share = hasBody ? length ?? unknown : 0;
        if (share <= SmallBytes)
        {
            return 0;
        }

        // One body always finds room: a limit of one body may be larger than the budget.
        long used = Interlocked.Add(ref _used, share);
        if (used > bytes && used != share)
        {
            Release(share);
            throw new ProblemException(new Explanation(429, "uploads", "Too much is on its way", $"Requests under way send {(used - share) >> 20} MB, of {bytes >> 20} MB that this server takes at one time; try again later.")
            {
                RetryAfter = RetryAfterSeconds,
            });
        }

        return share;
    }

    /// <summary>The request is over.</summary>
    public void Release(long share) => Interlocked.Add(ref _used, -share);
}
