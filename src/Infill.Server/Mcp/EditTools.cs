using Infill.Server.Api;
using Infill.Server.Jobs;
using Infill.Server.Running;

namespace Infill.Server.Mcp;

/// <summary>Tools that plan and run edits. An edit is a durable job; its result is a new handle, and the old picture stays.</summary>
/// <param name="parts">The server.</param>
/// <param name="handles">Keeps pictures.</param>
/// <param name="runner">Runs jobs to their ends.</param>
internal sealed class EditTools(ServerParts parts, Handles handles, EditRunner runner)
{
    /// <summary>Rounds of refine where none are named.</summary>
    private const int RefineAttempts = 4;

    /// <summary>The tools.</summary>
    public IEnumerable<ToolSpec> All() =>
    [
        new("plan_edit", "Say what an edit would do, how long it would take and what to know before; runs nothing.", McpJson.Plain.PlanArguments, PlanAsync) { IsReadOnly = true },
        new("remove_object", "Take away what the mask covers and continue what lies behind it. Only pixels under the slightly grown mask change. The result is judged: completed, or degraded with what is wrong and where. Answers the new picture and its handle.", McpJson.Plain.RemoveArguments, RemoveAsync),
        new("replace_region", "Put something else where the mask is, led by a prompt. Needs an engine that takes text (list_engines); without one use remove_object. The result is judged as remove_object's.", McpJson.Plain.ReplaceArguments, ReplaceAsync),
        new("extend_image", "Grow a picture at its sides, or to a ratio of width to height; the original pixels stay as they are.", McpJson.Plain.ExtendArguments, ExtendAsync),
        new("refine", "Look for a better version of an edit that came out degraded: the same edit again from the same source with other seeds, more context or another engine, judged each time; the best is kept. Give the handle of the edited picture.", McpJson.Plain.RefineArguments, RefineAsync),
        new("undo", "Get the picture back that an edit was made from; several times in a row goes back step by step. Nothing is lost: the edited picture's handle stays valid.", McpJson.Plain.ImageArguments, UndoAsync) { IsReadOnly = true },
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
        var request = new JobRequest { Workflow = JobWorkflow.Remove, Engine = arguments.Engine, Seed = arguments.Seed, Attempts = arguments.Attempts, Options = new StageOptionsRequest { GrowPx = arguments.Grow } };
        return RunAsync(call, request, arguments.Image, arguments.Mask, cancellationToken);
    }

    private Task<ToolReply> ReplaceAsync(ToolCall call, CancellationToken cancellationToken)
    {
        ReplaceArguments arguments = call.Read(McpJson.Plain.ReplaceArguments);
        var request = new JobRequest { Workflow = JobWorkflow.Replace, Engine = arguments.Engine, Seed = arguments.Seed, Prompt = arguments.Prompt, Attempts = arguments.Attempts };
        return RunAsync(call, request, arguments.Image, arguments.Mask, cancellationToken);
    }

    private Task<ToolReply> ExtendAsync(ToolCall call, CancellationToken cancellationToken)
    {
        ExtendArguments arguments = call.Read(McpJson.Plain.ExtendArguments);
        var extend = new ExtendRequest { Left = arguments.Left, Top = arguments.Top, Right = arguments.Right, Bottom = arguments.Bottom, Ratio = arguments.Ratio };
        return RunAsync(call, new JobRequest { Workflow = JobWorkflow.Extend, Seed = arguments.Seed, Extend = extend }, arguments.Image, mask: null, cancellationToken);
    }

    private Task<ToolReply> RunAsync(ToolCall call, JobRequest request, string image, string? mask, CancellationToken cancellationToken) =>
        runner.RunAsync(call, ToSpec(call.Owner, request, image, mask), image, cancellationToken);

    private JobSpec ToSpec(string owner, JobRequest request, string image, string? mask)
    {
        JobSpec spec = RequestReader.Read(request, parts.Engines);
        if (mask is null != (request.Workflow == JobWorkflow.Extend) && request.Workflow != JobWorkflow.Unshadow)
        {
            throw ProblemException.Invalid(mask is null ? "mask is missing; propose_mask makes one." : "extend takes no mask.");
        }

        return spec with
        {
            Image = handles.Picture(owner, image).Sha256,
            Mask = mask is null ? null : new MaskSpec { Blob = handles.Mask(owner, mask).Sha256 },
            Output = spec.Output with { OnlyColour = true },
        };
    }

    private Task<ToolReply> RefineAsync(ToolCall call, CancellationToken cancellationToken)
    {
        RefineArguments arguments = call.Read(McpJson.Plain.RefineArguments);
        StoredPicture edited = handles.Picture(call.Owner, arguments.Image);
        if (edited is not { Job: string id, Source: string source })
        {
            throw ProblemException.Invalid("That picture was loaded, not made by an edit, so there is nothing to do again. Give the handle that an edit answered.");
        }

        Job job = parts.Desk.Require(call.Owner, id);
        if (job.Spec.Workflow == JobWorkflow.Unshadow)
        {
            throw ProblemException.Invalid("A relit shadow has no other version: nothing in it is drawn by chance. Another mask may do better.");
        }

        // Beyond the seeds that the edit and its own attempts used.
        int seed = JobRun.SeedOf(job.Spec, job.Spec.MostFills);
        JobSpec spec = job.Spec with
        {
            Options = job.Spec.Options with { Fill = job.Spec.Options.Fill with { Seed = seed } },
            Gate = new GateSpec { Attempts = arguments.Attempts ?? RefineAttempts },
        };
        return runner.RunAsync(call, spec, source, cancellationToken);
    }

    private Task<ToolReply> UndoAsync(ToolCall call, CancellationToken cancellationToken)
    {
        StoredPicture edited = handles.Picture(call.Owner, call.Read(McpJson.Plain.ImageArguments).Image);
        string source = edited.Source ?? throw ProblemException.Invalid("That picture was loaded, not made by an edit: there is nothing to undo.");
        StoredPicture before = handles.Picture(call.Owner, source);
        (byte[] file, string media) = handles.View(before, cancellationToken);
        return Task.FromResult(new ToolReply(handles.Describe(before) with { NextStep = "Go on with this handle." }, file, media));
    }
}
