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
    /// <summary>The tools.</summary>
    public IEnumerable<ToolSpec> All() =>
    [
        new("plan_edit", "Say what an edit would do, how long it would take and what to know before; runs nothing.", McpJson.Plain.PlanArguments, PlanAsync) { IsReadOnly = true, Answers = AnswerMembers.OfPlans },
        new("remove_object", "Take away what the mask covers and continue what lies behind it. Only pixels under the slightly grown mask change. The result is judged: completed, or degraded with what is wrong and where. Answers the new picture and its handle.", McpJson.Plain.RemoveArguments, RemoveAsync) { Answers = AnswerMembers.OfEdits },
        new("replace_region", "Put something else where the mask is, led by a prompt. Needs an engine that takes text (list_engines); without one use remove_object. The result is judged as remove_object's.", McpJson.Plain.ReplaceArguments, ReplaceAsync) { Answers = AnswerMembers.OfEdits },
        new("extend_image", "Grow a picture at its sides, or to a ratio of width to height; the original pixels stay as they are.", McpJson.Plain.ExtendArguments, ExtendAsync) { Answers = AnswerMembers.OfEdits },
        new("undo", "Get the picture back that an edit was made from; several times in a row goes back step by step. Nothing is lost: the edited picture's handle stays valid.", McpJson.Plain.ImageArguments, UndoAsync) { IsReadOnly = true },
    ];

    private async Task<ToolReply> PlanAsync(ToolCall call, CancellationToken cancellationToken)
    {
        PlanArguments arguments = call.Read(McpJson.Plain.PlanArguments);
        var request = new JobRequest { Workflow = arguments.Workflow, Engine = arguments.Engine, Prompt = arguments.Prompt, Extend = arguments.Extend, Swap = arguments.Swap };
        JobSpec spec = ToSpec(call.Owner, request, arguments.Image, arguments.Mask);
        JobForecast forecast = await parts.Desk.ForeseeAsync(spec, cancellationToken).ConfigureAwait(false);
        InpaintRequest built = forecast.Request;
        return new ToolReply(new ToolAnswer
        {
            Status = AnswerStatus.Completed,
            Width = built.Image.Width,
            Height = built.Image.Height,
            Area = MaskFactsRecord.Of(MaskFacts.Of(built.Mask)),
            Regions = [.. forecast.Fill.Regions.Select(PlanRegionRecord.Of)],
            Seconds = forecast.SecondsOf(spec.Files, spec.MostFills),
            Notes = built.Notes is { Count: > 0 } notes ? notes : null,
            Warnings = forecast.Warnings,
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
        if (mask is null != (request.Workflow == JobWorkflow.Extend) && !request.Workflow.IsMaskOptional())
        {
            throw ProblemException.Invalid(mask is null ? "mask is missing; propose_mask makes one." : "extend takes no mask.");
        }

        string? behind = request.Swap?.BackgroundImage?.Id;
        return spec with
        {
            Image = handles.Picture(owner, image).Sha256,
            Swap = behind is null ? spec.Swap : spec.Swap! with { Picture = handles.Picture(owner, behind).Sha256 },
            Mask = mask is null ? null : new MaskSpec { Blob = handles.Mask(owner, mask).Sha256 },
            Output = spec.Output with { OnlyColour = true },
        };
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
