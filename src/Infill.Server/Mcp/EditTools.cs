using Infill.Imaging;
using Infill.Server.Api;
using Infill.Server.Jobs;
using Infill.Server.Running;

namespace Infill.Server.Mcp;

/// <summary>Tools that plan and run edits. An edit is a durable job; its result is a new handle, and the old picture stays.</summary>
/// <param name="parts">The server.</param>
/// <param name="images">Makes handles.</param>
internal sealed class EditTools(ServerParts parts, ImageTools images)
{
    private readonly DirectRun _run = new(parts.Desk);

    /// <summary>The tools.</summary>
    public IEnumerable<ToolSpec> All() =>
    [
        new("plan_edit", "Say what an edit would do, how long it would take and what to know before; runs nothing.", McpJson.Plain.PlanArguments, PlanAsync) { IsReadOnly = true },
        new("remove_object", "Take away what the mask covers and continue what lies behind it. Only pixels under the slightly grown mask change. Answers the new picture and its handle.", McpJson.Plain.RemoveArguments, RemoveAsync),
        new("replace_region", "Put something else where the mask is, led by a prompt. Needs an engine that takes text (list_engines); without one use remove_object.", McpJson.Plain.ReplaceArguments, ReplaceAsync),
        new("extend_image", "Grow a picture at its sides, or to a ratio of width to height; the original pixels stay as they are.", McpJson.Plain.ExtendArguments, ExtendAsync),
        new("job_status", "Say where a job stands.", McpJson.Plain.JobArguments, StatusAsync) { IsReadOnly = true },
        new("cancel_job", "End a job within a step; the picture stays as it was.", McpJson.Plain.JobArguments, CancelAsync),
    ];

    private async Task<ToolReply> PlanAsync(ToolCall call, CancellationToken cancellationToken)
    {
        PlanArguments arguments = call.Read(McpJson.Plain.PlanArguments);
        var request = new JobRequest { Workflow = arguments.Workflow, Engine = arguments.Engine, Prompt = arguments.Prompt, Extend = arguments.Extend };
        (InpaintRequest built, InpaintForecast forecast) = await parts.Desk.ForeseeAsync(ToSpec(call.Owner, request, arguments.Image, arguments.Mask), cancellationToken).ConfigureAwait(false);
        return new ToolReply(new ToolAnswer
        {
            Status = AnswerStatus.Completed,
            Width = built.Image.Width,
            Height = built.Image.Height,
            Area = MaskFactsRecord.Of(MaskFacts.Of(built.Mask)),
            Regions = [.. forecast.Regions.Select(PlanRegionRecord.Of)],
            Seconds = forecast.Seconds is double seconds ? Math.Round(seconds, 1) : null,
            Warnings = [.. built.Image.Metadata.Warnings],
        });
    }

    private Task<ToolReply> RemoveAsync(ToolCall call, CancellationToken cancellationToken)
    {
        RemoveArguments arguments = call.Read(McpJson.Plain.RemoveArguments);
        var request = new JobRequest { Workflow = JobWorkflow.Remove, Engine = arguments.Engine, Seed = arguments.Seed };
        return RunAsync(call, ToSpec(call.Owner, request, arguments.Image, arguments.Mask), cancellationToken);
    }

    private Task<ToolReply> ReplaceAsync(ToolCall call, CancellationToken cancellationToken)
    {
        ReplaceArguments arguments = call.Read(McpJson.Plain.ReplaceArguments);
        var request = new JobRequest { Workflow = JobWorkflow.Replace, Engine = arguments.Engine, Seed = arguments.Seed, Prompt = arguments.Prompt };
        return RunAsync(call, ToSpec(call.Owner, request, arguments.Image, arguments.Mask), cancellationToken);
    }

    private Task<ToolReply> ExtendAsync(ToolCall call, CancellationToken cancellationToken)
    {
        ExtendArguments arguments = call.Read(McpJson.Plain.ExtendArguments);
        var extend = new ExtendRequest { Left = arguments.Left, Top = arguments.Top, Right = arguments.Right, Bottom = arguments.Bottom, Ratio = arguments.Ratio };
        return RunAsync(call, ToSpec(call.Owner, new JobRequest { Workflow = JobWorkflow.Extend, Seed = arguments.Seed, Extend = extend }, arguments.Image, mask: null), cancellationToken);
    }

    private JobSpec ToSpec(string owner, JobRequest request, string image, string? mask)
    {
        JobSpec spec = RequestReader.Read(request, parts.Engines);
        if (mask is null != (request.Workflow == JobWorkflow.Extend))
        {
            throw ProblemException.Invalid(mask is null ? "mask is missing; propose_mask makes one." : "extend takes no mask.");
        }

        return spec with
        {
            Image = parts.RequirePicture(owner, image, isMask: false).Sha256,
            Mask = mask is null ? null : new MaskSpec { Blob = parts.RequirePicture(owner, mask, isMask: true).Sha256 },
            Output = spec.Output with { OnlyColour = true },
        };
    }

    private async Task<ToolReply> RunAsync(ToolCall call, JobSpec spec, CancellationToken cancellationToken)
    {
        parts.Desk.RequireRoom(parts.Options.Limits.Queue.Length);
        Job job = await _run.AcceptAsync(call.Owner, spec, cancellationToken).ConfigureAwait(false);
        Task<Job> end = _run.FinishAsync(job, cancellationToken);
        await foreach ((Job now, JobNews news) in parts.Desk.FollowAsync(call.Owner, job.Id, cancellationToken).ConfigureAwait(false))
        {
            await call.Progress(news.Progress?.Fraction ?? 0, news.Progress?.Stage.ToString().ToLowerInvariant() ?? now.State.Word()).ConfigureAwait(false);
        }

        job = await end.ConfigureAwait(false);
        JobOutput output = job.Result!.Outputs[0];
        StoredPicture picture = Keep(call.Owner, output);
        (byte[] file, string media) = images.View(picture);
        bool isDegraded = job.State == JobState.Degraded;
        ToolAnswer answer = images.Describe(picture) with
        {
            Status = isDegraded ? AnswerStatus.Degraded : AnswerStatus.Completed,
            Reason = isDegraded ? string.Join(' ', output.Warnings) : null,
            NextStep = isDegraded ? "Look at the picture; another seed, mask or engine may do better." : "Look at the picture; compare says where it differs.",
            Job = job.Id,
            Area = MaskFactsRecord.Of(job.Result.Mask!),
            Seconds = job.Result.Seconds,
            PixelSha256 = output.PixelSha256,
            Warnings = output.Warnings,
        };
        return new ToolReply(answer, file, media);
    }

    private StoredPicture Keep(string owner, JobOutput output)
    {
        using Stream stream = parts.Blobs.Open(output.Sha256);

        // The job's row names the file, so it needs no hold until the handle's row does, too.
        using var hold = new BlobHold(output.Sha256, output.Bytes, () => { });
        return images.Keep(owner, hold, ImageFile.ReadHeader(stream, parts.Options.Limits.ToLoadOptions()));
    }

    private Task<ToolReply> StatusAsync(ToolCall call, CancellationToken cancellationToken) =>
        Task.FromResult(new ToolReply(Describe(parts.Desk.Require(call.Owner, call.Read(McpJson.Plain.JobArguments).Job))));

    private Task<ToolReply> CancelAsync(ToolCall call, CancellationToken cancellationToken) =>
        Task.FromResult(new ToolReply(Describe(parts.Desk.Cancel(call.Owner, call.Read(McpJson.Plain.JobArguments).Job))));

    private static ToolAnswer Describe(Job job) => new()
    {
        Status = job.State switch
        {
            JobState.Succeeded => AnswerStatus.Completed,
            JobState.Degraded => AnswerStatus.Degraded,
            JobState.Blocked => AnswerStatus.Blocked,
            JobState.Cancelled => AnswerStatus.Cancelled,
            JobState.Queued or JobState.Running => AnswerStatus.Running,
            _ => AnswerStatus.Failed,
        },
        Reason = job.Result?.Problem?.Message,
        Job = job.Id,
        Seconds = job.Result?.Seconds,
    };
}
