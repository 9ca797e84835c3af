using System.Globalization;
using System.Text.RegularExpressions;
using Infill.Engines;
using Infill.Masks;
using Infill.Onnx.Erasers;
using Infill.Quality;
using Infill.Server.Jobs;
using Infill.Tiles;
using Infill.Workflows;
using Infill.Workflows.Products;

namespace Infill.Server.Api;

/// <summary>From the native wire request to the job: words and numbers; pictures are <see cref="JobReader"/>'s. What the library checks itself is left to it.</summary>
internal static partial class RequestReader
{
    /// <summary>Largest number of fills of one job.</summary>
    public const int MostOutputs = 16;

    private const string Patch = "patch";
    private const int MostGuides = 64;
    private const int MostPoints = 1024;
    private const int MostSeconds = 86_400;

    /// <summary>The job without its files.</summary>
    /// <param name="request">What the client asks.</param>
    /// <param name="engines">To find the engine of a replacement.</param>
    /// <exception cref="InvalidRequestException">Members that contradict each other or are out of range; every reason.</exception>
    public static JobSpec Read(JobRequest request, EngineCatalog engines)
    {
        string[] reasons = [.. FindReasons(request), .. RefinementReader.FindReasons(request, engines)];
        return reasons.Length > 0 ? throw new InvalidRequestException(reasons) : new JobSpec
        {
            Workflow = request.Workflow,
            Image = "",
            Guides = request.Guides ?? [],
            Engine = request.Engine ?? DefaultEngine(request, engines),
            Options = ToOptions(request),
            Extend = request.Extend is ExtendRequest extend ? ToExtend(extend) : null,
            Swap = SwapReader.Read(request),
            Output = new OutputSpec
            {
                Format = request.Output?.Format,
                JpegQuality = request.Output?.JpegQuality,
                StripMetadata = request.Output?.StripMetadata ?? false,
                Count = request.Output?.Count ?? 1,
            },
            Gate = ToGate(request),
        };
    }

    /// <summary>How the job shall be served.</summary>
    /// <param name="request">What the client asks; checked by <see cref="Read"/>.</param>
    /// <param name="key">The Idempotency-Key header, or null.</param>
    public static JobTerms ReadTerms(JobRequest request, string? key) => new()
    {
        Priority = request.Priority ?? 0,
        DeadlineSeconds = request.DeadlineSeconds,
        IdempotencyKey = key,
    };

    private static string DefaultEngine(JobRequest request, EngineCatalog engines)
    {
        string? reader = engines.Engines.FirstOrDefault(engine => engine.UsesPrompt)?.Name;
        return request.Workflow switch
        {
            JobWorkflow.Unshadow => Unshadow.Engine,
            JobWorkflow.SwapBackground => SwapReader.PromptOf(request) is null ? SwapBackground.Engine : reader ?? Patch,
            JobWorkflow.Replace => reader ?? Patch,
            JobWorkflow.Remove => engines.Find(EraserEngine.Description.Name)?.Name ?? Patch,
            _ => Patch,
        };
    }

    private static MaskOptions DefaultMask(JobWorkflow workflow) =>
        workflow is JobWorkflow.Remove or JobWorkflow.Replace or JobWorkflow.Refine ? new MaskOptions() : FillRegion.ExactMask;

    private static IEnumerable<string> FindReasons(JobRequest request)
    {
        if (request.Workflow == JobWorkflow.Extend && (request.Extend is null || request.Mask is not null))
        {
            yield return "extend takes 'extend' (pixels per side, or a ratio) and no mask.";
        }
        else if (request.Workflow != JobWorkflow.Extend && request.Extend is not null)
        {
            yield return $"'extend' is for the workflow extend only, this is {request.Workflow.Word()}.";
        }

        if (request.Extend is { Ratio: string ratio } extend && (RatioText().Match(ratio) is not { Success: true } || (extend.Left ?? extend.Top ?? extend.Right ?? extend.Bottom) is not null))
        {
            yield return "extend.ratio must be like \"16:9\", and stands alone: no pixels per side beside it.";
        }

        if (request.Workflow == JobWorkflow.Unshadow && WantsMoreThanLight(request))
        {
            yield return "unshadow relights the ground and runs no engine, so it takes no engine, prompt, exclude, guides, attempts, diffusion, refine or plan.";
        }

        if (request.Workflow == JobWorkflow.Replace && string.IsNullOrWhiteSpace(request.Prompt))
        {
            yield return "replace needs 'prompt': what should stand there instead?";
        }

        foreach (string reason in SwapReader.FindReasons(request).Concat(RangeReasons(request)).Concat(GateReasons(request)))
        {
            yield return reason;
        }
    }

    private static bool WantsMoreThanLight(JobRequest request) => request.Refine == true
        || (request.Engine ?? request.Prompt ?? (object?)request.Exclude ?? request.Guides ?? (object?)request.Attempts ?? request.Diffusion ?? (object?)request.Plan) is not null;

    private static IEnumerable<string> RangeReasons(JobRequest request)
    {
        if (request.Guides is { } guides && (guides.Count > MostGuides || guides.Any(line => line.Count > MostPoints || line.Any(point => point.Count != 2))))
        {
            yield return $"guides are up to {MostGuides} lines of up to {MostPoints} points of two numbers, [[[x, y], [x, y]]].";
        }

        (string Name, double? Value, double Least, double Most)[] ranges =
        [
            ("output.count", request.Output?.Count, 1, MostOutputs),
            ("output.jpeg_quality", request.Output?.JpegQuality, 1, 100),
            ("priority", request.Priority, -JobTerms.MostPriority, JobTerms.MostPriority),
            ("deadline_seconds", request.DeadlineSeconds, 1, JobTerms.MostDeadlineSeconds),
            ("options.grow_percent", request.Options?.GrowPercent, 0, 100),
            ("attempts", request.Attempts, 1, GateBudget.Most),
        ];
        foreach ((string name, double? value, double least, double most) in ranges)
        {
            if (value is double number && !(number >= least && number <= most))
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"{name} is {number}; it must be from {least} to {most}.");
            }
        }

        if (request.Options is { GrowPx: not null, GrowPercent: not null })
        {
            yield return "options.grow_px and options.grow_percent exclude each other; give one.";
        }
    }

    private static IEnumerable<string> GateReasons(JobRequest request)
    {
        if (request.TimeBudget is double seconds && !(seconds > 0 && seconds <= MostSeconds))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"time_budget is {seconds}; it must be above 0, up to {MostSeconds} seconds.");
        }

        if (request.TimeBudget is not null && request.Attempts is null && !RefinementReader.IsWanted(request))
        {
            yield return "time_budget says how long to try; give attempts, the rounds to try, beside it, or refine.";
        }

        if (request.Gate == false && (request.Attempts is not null || request.TimeBudget is not null || request.Output?.HeatMap == true))
        {
            yield return "gate: false judges nothing, so attempts, time_budget and output.heat_map have nothing to go by; leave them out, or gate.";
        }
    }

    private static GateSpec? ToGate(JobRequest request)
    {
        var gate = new GateSpec
        {
            IsOff = request.Gate == false,
            Attempts = request.Attempts,
            TimeBudget = request.TimeBudget,
            Plan = RefinementReader.Read(request),
            HasHeatMap = request.Output?.HeatMap == true,
        };
        return gate == new GateSpec() ? null : gate;
    }

    private static InpaintOptions ToOptions(JobRequest request)
    {
        StageOptionsRequest asked = request.Options ?? new StageOptionsRequest();
        MaskOptions mask = DefaultMask(request.Workflow);
        var blend = new BlendOptions();
        return new InpaintOptions
        {
            Mask = mask with
            {
                GrowPx = asked.GrowPercent is null ? asked.GrowPx ?? mask.GrowPx : null,
                GrowFraction = asked.GrowPercent / 100 ?? mask.GrowFraction,
                FeatherPx = asked.FeatherPx ?? mask.FeatherPx,
                FillHolesPx = asked.FillHolesPx ?? mask.FillHolesPx,
                DropSpecksPx = asked.DropSpecksPx ?? mask.DropSpecksPx,
            },
            Plan = new PlanOptions { ContextPx = request.Context },
            Fill = new FillOptions { Seed = request.Seed ?? 1, Prompt = SwapReader.PromptOf(request) ?? request.Prompt, Diffusion = request.Diffusion is DiffusionRequest diffusion ? ToDiffusion(diffusion) : null },
            Blend = blend with { Method = asked.Blend ?? blend.Method, ColorMatch = asked.ColorMatch ?? true, GrainMatch = asked.Grain ?? true },
        };
    }

    private static DiffusionOptions? ToDiffusion(DiffusionRequest asked)
    {
        var options = new DiffusionOptions
        {
            NegativePrompt = asked.NegativePrompt,
            Steps = asked.Steps,
            Strength = asked.Strength,
            Sampler = asked.Sampler?.ToLowerInvariant(),
            Guidance = new GuidanceChoice { Scale = asked.Guidance },
            HoleContent = asked.HoleFill ?? HoleContent.Original,
            RefineStrength = asked.Refine,
        };
        return options == new DiffusionOptions() ? null : options;
    }

    private static ExtendSpec ToExtend(ExtendRequest asked)
    {
        Match? ratio = asked.Ratio is string text ? RatioText().Match(text) : null;
        return new ExtendSpec
        {
            Left = asked.Left ?? 0,
            Top = asked.Top ?? 0,
            Right = asked.Right ?? 0,
            Bottom = asked.Bottom ?? 0,
            RatioWidth = ratio is null ? null : int.Parse(ratio.Groups[1].ValueSpan, CultureInfo.InvariantCulture),
            RatioHeight = ratio is null ? null : int.Parse(ratio.Groups[2].ValueSpan, CultureInfo.InvariantCulture),
        };
    }

    [GeneratedRegex("^([1-9][0-9]{0,4}):([1-9][0-9]{0,4})$")]
    private static partial Regex RatioText();
}
