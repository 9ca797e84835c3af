namespace Infill.Onnx.Store.Hub;

/// <summary>Decides whether a request that failed is worth another try, and waits for it. One per file.</summary>
/// <param name="options">Pause and clock.</param>
internal sealed class HubRetry(HubOptions options)
{
    private const int MostTries = 5;

    /// <summary>What must have come since the last failure for it to count as a new beginning; less would let a trickle go on for ever.</summary>
    private const long Progress = 1 << 20;

    /// <summary>Longer waits that a hub asks for are the user's to decide on.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    private int _tries;
    private long _reached;

    /// <summary>Tells how many bytes of the file are there.</summary>
    public void Reach(long bytes)
    {
        if (bytes - _reached >= Progress)
        {
            (_reached, _tries) = (bytes, 0);
        }
    }

    /// <summary>True for failures that may pass: no or a broken connection, silence, and what <see cref="HubBusyException"/> says.</summary>
    public static bool MayRepeat(Exception reason, CancellationToken cancellationToken) => !cancellationToken.IsCancellationRequested
        && (reason is HttpRequestException or HubBusyException or OperationCanceledException or HttpIOException
            || (reason is IOException && reason.InnerException is System.Net.Sockets.SocketException));

    /// <summary>Waits before the next try.</summary>
    /// <param name="reason">Why the last one failed.</param>
    /// <param name="what">What was asked for, for the message.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ModelException">It was the last try, the hub asks for a longer wait than a minute, or the connection was refused by us.</exception>
    public async Task WaitAsync(Exception reason, string what, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (reason.InnerException is ModelException refusal)
        {
            throw refusal;
        }

        TimeSpan wait = (reason as HubBusyException)?.RetryAfter ?? options.Pause * (1 << _tries);
        _tries++;
        if (_tries >= MostTries || wait > LongestWait)
        {
            string why = reason switch
            {
                HubBusyException => reason.Message,
                OperationCanceledException => $"{options.Endpoint.Host} was silent for {options.Patience.TotalSeconds:0} s",
                _ => $"{options.Endpoint.Host} cannot be reached: {reason.Message}",
            };
            throw new ModelException($"{why} ({what}, try {_tries}). What has come is kept; run the command again{(wait > LongestWait ? $" in {wait.TotalSeconds:0} s" : "")}, or bring the model as a bundle (infill models import).", reason);
        }

        await Task.Delay(wait, options.Time, cancellationToken).ConfigureAwait(false);
    }
}
