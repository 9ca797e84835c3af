namespace Infill.Server.Running;

/// <summary>A job that was accepted does not fail because the disk did, once or for a while: its reads are tried again, and its results wait for room.</summary>
/// <param name="complain">Told of every wait, once.</param>
internal sealed class StorePatience(Action<string> complain)
{
    private const int MostReads = 5;

    /// <summary>Between two tries.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Reads; a file that is not there is not waited for.</summary>
    /// <exception cref="IOException">It failed five times.</exception>
    public T Read<T>(Func<T> work, CancellationToken cancellationToken) => Try(work, MostReads, cancellationToken);

    /// <summary>Writes, however long it takes until that succeeds.</summary>
    /// <exception cref="OperationCanceledException">The job is not wanted any more, or the server is being stopped.</exception>
    public T Write<T>(Func<T> work, CancellationToken cancellationToken) => Try(work, int.MaxValue, cancellationToken);

    // The disk, or a decoder that did not start for want of it: what is told to come again later may go then.
    private static bool Passes(Exception reason) => reason is (IOException and not (FileNotFoundException or DirectoryNotFoundException)) or UnauthorizedAccessException
        || reason is ProblemException { Explanation: { Status: 503, RetryAfter: not null } };

    private T Try<T>(Func<T> work, int most, CancellationToken cancellationToken)
    {
        for (int tries = 1; ; tries++)
        {
            try
            {
                return work();
            }
            catch (Exception reason) when (tries < most && Passes(reason))
            {
                if (tries == 1)
                {
                    complain($"A job waits for the disk: {reason.Message}");
                }

                cancellationToken.WaitHandle.WaitOne(Pause);
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }
}
