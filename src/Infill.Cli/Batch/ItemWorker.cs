using Infill.Cli.Inputs;
using Infill.Cli.Jobs;
using Infill.Cli.Reports;
using Infill.Imaging;

namespace Infill.Cli.Batch;

/// <summary>Takes one item from the journal's word about it to its outcome. Serves all worker threads.</summary>
/// <param name="batch">What the user asked for.</param>
/// <param name="folder">Where outputs go.</param>
/// <param name="journal">Remembers what is finished.</param>
/// <param name="runner">Runs jobs.</param>
/// <param name="time">Clock of the outcomes and of the wait between attempts.</param>
internal sealed class ItemWorker(BatchArguments batch, OutputFolder folder, BatchJournal journal, ItemRunner runner, TimeProvider time)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(0.25);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(8);

    /// <summary>Called with an item, what was asked for and the picture after it, when its output stands but is not in the journal yet; null = nobody looks.</summary>
    public Action<BatchItem, InpaintRequest, Image>? Written { get; init; }

    /// <summary>Does what there is to do for the item.</summary>
    /// <param name="item">The item.</param>
    /// <param name="mayBegin">Asked before work begins; false stops the batch.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>How the item ended, null if it was not begun; and whether the batch must stop.</returns>
    public (ItemOutcome? Outcome, BatchStop Stop) Work(BatchItem item, Func<bool> mayBegin, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        long start = time.GetTimestamp();
        if (item.Problem is Failure problem)
        {
            return mayBegin() ? (Failed(item, problem), BatchStop.None) : (null, BatchStop.Limit);
        }

        string inputs = ItemStamp.InputsOf(item.Job!);
        Standing standing = Standing.Of(journal.Find(item.Output!), folder.At(item.Output!), ItemStamp.JobHash(item.Job!, folder), inputs);
        if (standing.Finished is JournalLine line)
        {
            return (new ItemOutcome { Item = item, Status = ItemStatus.Skipped, Bytes = line.Bytes, Sha256 = line.Sha256, Warnings = line.Warnings ?? [] }, BatchStop.None);
        }

        if (!mayBegin())
        {
            return (null, BatchStop.Limit);
        }

        if (standing.Obstacle is string obstacle && !batch.Overwrite)
        {
            return (Failed(item, new Failure(ExitCode.WrongUse, obstacle, "the same command with --overwrite")), BatchStop.None);
        }

        (ItemOutcome outcome, BatchStop stop) = RunAndRemember(item, inputs, standing.MayReplace || batch.Overwrite, cancellationToken);
        return (outcome with { Seconds = Math.Round(time.GetElapsedTime(start).TotalSeconds, 3) }, stop);
    }

    private (ItemOutcome Outcome, BatchStop Stop) RunAndRemember(BatchItem item, string inputs, bool mayReplace, CancellationToken cancellationToken)
    {
        ItemOutcome? outcome = null;
        try
        {
            RequireFolder();
            journal.Add(new JournalLine { Kind = JournalKind.Begun, Output = item.Output });
            (outcome, FaultKind fault) = RunWithRetries(item, mayReplace, cancellationToken);
            RequireFolder();
            journal.Add(ToLine(outcome, inputs));
            return (outcome, fault == FaultKind.DiskFull ? BatchStop.DiskFull : BatchStop.None);
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            // The journal cannot be written: nothing that is done from here on could be remembered. What stands already is whole.
            bool isFull = Fault.Of(reason) == FaultKind.DiskFull;
            ItemOutcome failed = Failed(item, FailureReport.Explain(reason, "batch"));
            return (outcome is null || !journal.IsInPlace ? failed : outcome, isFull ? BatchStop.DiskFull : BatchStop.OutputGone);
        }
    }

    private (ItemOutcome Outcome, FaultKind Fault) RunWithRetries(BatchItem item, bool mayReplace, CancellationToken cancellationToken)
    {
        JobArguments job = item.Job! with { Output = item.Job.Output with { Overwrite = mayReplace } };
        TimeSpan wait = FirstWait;
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                OutputRecord result = runner.Run(job, (request, after) => Written?.Invoke(item, request, after), cancellationToken);
                return (Done(item, result) with { Attempts = attempt }, default);
            }
            catch (Exception reason) when (reason is not OperationCanceledException)
            {
                FaultKind fault = Fault.Of(reason);
                if (fault != FaultKind.Passing || attempt > batch.Pace.Retries || !journal.IsInPlace)
                {
                    return (Failed(item, FailureReport.Explain(reason, job.Workflow)) with { Attempts = attempt }, fault);
                }
            }

            Task.Delay(wait, time, cancellationToken).GetAwaiter().GetResult();
            wait = wait * 2 < LongestWait ? wait * 2 : LongestWait;
        }
    }

    private void RequireFolder()
    {
        if (!journal.IsInPlace)
        {
            throw new IOException($"The output folder '{PathText.Show(folder.Path)}' has vanished.");
        }
    }

    private JournalLine ToLine(ItemOutcome outcome, string inputs) => outcome.Status == ItemStatus.Failed
        ? new JournalLine { Kind = JournalKind.Failed, Output = outcome.Item.Output, Reason = outcome.Failure!.Message }
        : new JournalLine
        {
            Kind = JournalKind.Done,
            Output = outcome.Item.Output,
            Job = ItemStamp.JobHash(outcome.Item.Job!, folder),
            Inputs = inputs,
            Bytes = outcome.Bytes,
            Sha256 = outcome.Sha256,
            Warnings = outcome.Warnings.Count > 0 ? outcome.Warnings : null,
            Seconds = outcome.Seconds,
        };

    private static ItemOutcome Done(BatchItem item, OutputRecord result) => new()
    {
        Item = item,
        Status = result.Status == OutputStatus.Degraded ? ItemStatus.Degraded : ItemStatus.Done,
        Bytes = result.Bytes,
        Sha256 = result.FileSha256,
        Warnings = [.. result.Warnings, .. result.Verdict?.Reasons.Select(reason => $"The gate doubts it: {reason}.") ?? []],
        Seconds = result.Seconds,
    };

    private static ItemOutcome Failed(BatchItem item, Failure failure) => new() { Item = item, Status = ItemStatus.Failed, Failure = failure };
}
