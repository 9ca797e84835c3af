using Infill.Server.Running;

namespace Infill.Cli.Batch;

/// <summary>One job's part of a budget; disposing gives it back.</summary>
/// <param name="budget">Where it came from.</param>
/// <param name="bytes">Reserved at first.</param>
internal sealed class MemoryShare(MemoryBudget budget, long bytes) : IDisposable
{
    private long _bytes = bytes;
    private bool _isReading = true;

    /// <summary>Waits until the job can have all that it will need.</summary>
    /// <param name="need">From now to the job's end.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="CliException">Alone, it is more than the budget.</exception>
    public void Settle(JobNeed need, CancellationToken cancellationToken)
    {
        budget.Settle(_bytes, need, cancellationToken);
        (_bytes, _isReading) = (need.Bytes, false);
    }

    /// <summary>Gives the bytes back, once.</summary>
    public void Dispose()
    {
        budget.Release(_bytes, _isReading);
        (_bytes, _isReading) = (0, false);
    }
}
