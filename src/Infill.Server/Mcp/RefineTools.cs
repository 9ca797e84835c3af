using Infill.Engines;
using Infill.Imaging;
using Infill.Masks;
using Infill.Quality.Refining;
using Infill.Server.Api;
using Infill.Server.Jobs;
using Infill.Server.Running;
using Infill.Workflows;

namespace Infill.Server.Mcp;

/// <summary>The tool that goes on with a filled picture: passes on the canvas, each judged, and undone if it is no better.</summary>
/// <param name="parts">The server.</param>
/// <param name="handles">Keeps pictures.</param>
/// <param name="runner">Runs jobs to their ends.</param>
internal sealed class RefineTools(ServerParts parts, Handles handles, EditRunner runner)
{
    /// <summary>Rounds of an edit that is made again where none are named.</summary>
    private const int FreshAttempts = 4;

    private static readonly MaskOptions OfExtensions = new() { FillHolesPx = 0, DropSpecksPx = 0, GrowPx = 0, FeatherPx = Outpaint.FeatherPx };

    /// <summary>The tool.</summary>
    public IEnumerable<ToolSpec> All() =>
    [
        new("refine", "Improve the filled area of a picture that came out degraded: pass by pass on the picture as it is (its seam, its worst place, the whole area with more context), each judged and undone if it is no better. Says honestly whether anything rose; if nothing did, the handle stays the same. start_over: true makes the edit again instead.", McpJson.Plain.RefineArguments, RefineAsync) { Answers = AnswerMembers.OfRefinements },
    ];

    private Task<ToolReply> RefineAsync(ToolCall call, CancellationToken cancellationToken)
    {
        RefineArguments arguments = call.Read(McpJson.Plain.RefineArguments);
        StoredPicture picture = handles.Picture(call.Owner, arguments.Image);
        if (arguments.StartOver == true)
        {
            return StartOverAsync(call, arguments, picture, cancellationToken);
        }

        JobSpec asked = RequestReader.Read(
            new JobRequest { Workflow = JobWorkflow.Refine, Engine = arguments.Engine, Plan = arguments.Plan, Attempts = arguments.Attempts, TimeBudget = arguments.TimeBudget }, parts.Engines);
        JobSpec spec = arguments.Mask is string mask ? asked with { Mask = new MaskSpec { Blob = handles.Mask(call.Owner, mask).Sha256 } } : OfEdit(call.Owner, picture, arguments, asked);
        return runner.RunAsync(call, spec with { Image = picture.Sha256, Output = spec.Output with { Count = 1, OnlyColour = true } }, picture.Id, cancellationToken);
    }

    // The edit's own mask and options, on the picture that it made.
    private JobSpec OfEdit(string owner, StoredPicture picture, RefineArguments arguments, JobSpec asked)
    {
        JobSpec edit = EditOf(owner, picture).Spec;
        FillOptions fill = edit.Options.Fill with { Seed = JobRun.SeedOf(edit, edit.MostFills - 1) };
        RefinementPlan plan = arguments.Plan ?? (edit.Workflow == JobWorkflow.Refine ? edit.Gate!.Plan! : DefaultRefinement.For(edit.Workflow.Word()));
        bool isExtension = edit.Extend is not null;
        return edit with
        {
            Workflow = JobWorkflow.Refine,
            Mask = isExtension ? BordersOf(owner, picture, edit.Extend!) : edit.Mask,
            Extend = null,
            Engine = arguments.Engine ?? edit.Engine,
            Options = edit.Options with
            {
                Mask = isExtension ? OfExtensions : edit.Options.Mask,

                // Prompt and steps are the first engine's own; another one must not be refused for them.
                Fill = arguments.Engine is null || arguments.Engine == edit.Engine ? fill : fill with { Prompt = null, Diffusion = null },
            },
            Gate = asked.Gate! with { Plan = plan },
        };
    }

    private MaskSpec BordersOf(string owner, StoredPicture picture, ExtendSpec extend)
    {
        PixelSize before = handles.Picture(owner, picture.Source!).Header.Size, after = picture.Header.Size;
        (int left, int top) = extend is { RatioWidth: int width, RatioHeight: int height } && OutpaintBorders.ForAspect(before, (width, height)) is OutpaintBorders borders
            ? (borders.Left, borders.Top)
            : (extend.Left, extend.Top);
        return new MaskSpec { Expression = $"rect:0,0,{after.Width},{after.Height} - rect:{left},{top},{before.Width},{before.Height}" };
    }

    private Task<ToolReply> StartOverAsync(ToolCall call, RefineArguments arguments, StoredPicture picture, CancellationToken cancellationToken)
    {
        if ((arguments.Mask ?? arguments.Engine ?? (object?)arguments.Plan) is not null)
        {
            throw ProblemException.Invalid("start_over makes the same edit again, so it takes no mask, engine or plan; for another mask or engine call the edit itself.");
        }

        Job job = EditOf(call.Owner, picture);
        if (job.Spec.Workflow == JobWorkflow.Refine)
        {
            throw ProblemException.Invalid("That picture was refined; give the handle that the edit before it answered (undo gets it), or leave start_over out.");
        }

        // Beyond the seeds that the edit and its own attempts used.
        int seed = JobRun.SeedOf(job.Spec, job.Spec.MostFills);
        JobSpec spec = job.Spec with
        {
            Options = job.Spec.Options with { Fill = job.Spec.Options.Fill with { Seed = seed } },
            Gate = new GateSpec { Attempts = arguments.Attempts ?? FreshAttempts, TimeBudget = arguments.TimeBudget },
        };
        return runner.RunAsync(call, spec, picture.Source!, cancellationToken);
    }

    private Job EditOf(string owner, StoredPicture picture)
    {
        if (picture is not { Job: string id, Source: not null })
        {
            throw ProblemException.Invalid("That picture was loaded, not made by an edit here; give mask, the area that was filled elsewhere, or the handle that an edit answered.");
        }

        Job job = parts.Desk.Require(owner, id);
        return job.Spec.Workflow switch
        {
            JobWorkflow.Unshadow => throw ProblemException.Invalid("A relit shadow has no other version: nothing in it is drawn by chance. Another mask may do better."),
            JobWorkflow.SwapBackground => throw ProblemException.Invalid("A swapped background is not refined: call swap_background again with another mask, edges, or for a prompt another seed."),
            _ => job,
        };
    }
}
