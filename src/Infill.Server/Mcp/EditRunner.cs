using Infill.Imaging;
using Infill.Server.Api;
using Infill.Server.Jobs;
using Infill.Server.Running;

namespace Infill.Server.Mcp;

/// <summary>Runs an edit as a durable job, tells how far it is, and makes a handle of its result.</summary>
/// <param name="parts">The server.</param>
/// <param name="handles">Keeps pictures.</param>
internal sealed class EditRunner(ServerParts parts, Handles handles)
{
    /// <summary>Detectors that are surer than this are named among the findings.</summary>
    private const double Named = 0.5;

    private readonly DirectRun _run = new(parts.Desk);

    /// <summary>Runs a job to its end; if the client goes away it is cancelled.</summary>
    /// <param name="call">Who asks, and wants to know how far it is.</param>
    /// <param name="spec">What to do.</param>
    /// <param name="source">Handle of the picture that it is done to.</param>
    /// <param name="cancellationToken">The client went away.</param>
    /// <exception cref="ProblemException">The job has no result.</exception>
    public async Task<ToolReply> RunAsync(ToolCall call, JobSpec spec, string source, CancellationToken cancellationToken)
    {
        parts.Desk.RequireRoom(parts.Options.Limits.Queue.Length);
        Job job = await _run.AcceptAsync(call.Owner, spec, cancellationToken).ConfigureAwait(false);
        Task<Job> end = _run.FinishAsync(job, cancellationToken);
        await TellAsync(call, job, cancellationToken).ConfigureAwait(false);
        job = await end.ConfigureAwait(false);
        JobOutput output = job.Result!.Outputs[0];

        // A refinement that kept no pass leaves the picture that it was given: its handle stays.
        StoredPicture picture = EditWords.IsUnchanged(output) ? handles.Picture(call.Owner, source) : Keep(job, output, source);
        (byte[] file, string media) = handles.View(picture, cancellationToken);
        ToolAnswer answer = handles.Describe(picture) with
        {
            Status = JobTools.StatusOf(job.State),
            Reason = EditWords.Reason(job),
            NextStep = EditWords.NextStep(job),
            Job = job.Id,
            Area = MaskFactsRecord.Of(job.Result.Mask!),
            Seconds = job.Result.Seconds,
            PixelSha256 = output.PixelSha256,
            Proof = output.Proof,
            Warnings = output.Warnings,
            Notes = job.Result.Notes,
            Measures = MeasureRecord.Of(output.Verdict?.Measures),
            Refinement = RefinementRecord.Of(output.Verdict?.Refinement),
            Findings = job.State == JobState.Degraded && output.Verdict is TraceVerdict verdict
                ? [.. verdict.Findings.Where(finding => finding.Probability >= Named).OrderByDescending(finding => finding.Probability).Select(FindingRecord.Of)]
                : null,
        };
        return new ToolReply(answer, file, media) { Full = picture };
    }

    private async Task TellAsync(ToolCall call, Job job, CancellationToken cancellationToken)
    {
        double told = -1;
        await foreach ((Job now, JobNews news) in parts.Desk.FollowAsync(call.Owner, job.Id, cancellationToken).ConfigureAwait(false))
        {
            // A client counts on a share that only rises, also from one attempt to the next.
            double share = now.State.IsEnd() ? 1 : (Math.Max(1, news.Output) - 1 + (news.Progress?.Fraction ?? 0)) / job.Spec.MostFills;
            if (share > told)
            {
                told = share;
                await call.Progress(share, news.Progress?.Stage.ToString().ToLowerInvariant() ?? now.State.Word()).ConfigureAwait(false);
            }
        }
    }

    private StoredPicture Keep(Job job, JobOutput output, string source)
    {
        using Stream stream = parts.Blobs.Open(output.Sha256);

        // The job's row names the file, so it needs no hold until the handle's row does, too.
        using var hold = new BlobHold(output.Sha256, output.Bytes, () => { });
        ImageHeader header = ImageFile.ReadHeader(stream, parts.Options.Limits.ToLoadOptions());
        return parts.KeepPicture(job.Owner, hold, header, picture => picture with { Source = source, Job = job.Id });
    }
}
