using System.Globalization;
using Infill.Engines;
using Infill.Imaging;
using Infill.Server.Jobs;
using Infill.Server.Running;
using Infill.Workflows;

namespace Infill.Server.OpenAi;

/// <summary>From an edit's words to a job. Unlike the original nothing outside the mask changes, so the result has the picture's own size, and no pixel is grown.</summary>
/// <param name="engines">The engines of this server.</param>
internal sealed class EditPlan(EngineCatalog engines)
{
    private const int MostPictures = 10;

    private static readonly string[] TheirModels = ["gpt-image", "dall-e", "chatgpt-image"];

    private static readonly Dictionary<string, FileFormat> Formats = new(StringComparer.Ordinal)
    {
        ["png"] = FileFormat.Png,
        ["jpeg"] = FileFormat.Jpeg,
        ["webp"] = FileFormat.Webp,
    };

    /// <summary>Steps of a diffusion model for a quality; absent = the model's own number.</summary>
    private static readonly Dictionary<string, int?> Steps = new(StringComparer.Ordinal)
    {
        ["auto"] = null,
        ["standard"] = null,
        ["medium"] = null,
        ["low"] = 10,
        ["high"] = 40,
        ["hd"] = 40,
    };

    /// <summary>The job without its files, and what the client should know of it.</summary>
    /// <param name="request">What the client asks.</param>
    /// <param name="size">Size of the picture.</param>
    /// <exception cref="ProblemException">Something that this server does not do.</exception>
    public (JobSpec Spec, IReadOnlyList<string> Warnings) Read(EditRequest request, PixelSize size)
    {
        RequireSupported(request, size);
        EngineInfo engine = FindEngine(request.Model);
        bool readsPrompt = engine.UsesPrompt;
        if (string.IsNullOrWhiteSpace(request.Prompt))
        {
            throw ProblemException.Invalid("prompt is missing; say what the edited area should show.");
        }

        int? steps = Steps[request.Quality ?? "auto"];
        var spec = new JobSpec
        {
            Workflow = readsPrompt ? JobWorkflow.Replace : JobWorkflow.Fill,
            Image = "",
            Engine = engine.Name,
            Options = new InpaintOptions
            {
                Mask = FillRegion.ExactMask,
                Fill = new FillOptions
                {
                    Seed = request.Seed ?? 1,
                    Prompt = readsPrompt ? request.Prompt : null,
                    Diffusion = engine.UsesDiffusion && steps is not null ? new DiffusionOptions { Steps = steps } : null,
                },
            },
            Output = new OutputSpec
            {
                Format = Formats[request.OutputFormat ?? "png"],
                JpegQuality = request.OutputCompression is int quality ? Math.Max(1, quality) : null,
                Count = request.N ?? 1,
                OnlyColour = true,
            },
        };
        return (spec, readsPrompt ? [] : [$"The engine '{engine.Name}' does not read the prompt: the area was filled from its surroundings. Start the server with --model for an engine that does."]);
    }

    private static void RequireSupported(EditRequest request, PixelSize size)
    {
        string own = string.Create(CultureInfo.InvariantCulture, $"{size.Width}x{size.Height}");
        (bool IsFine, string Reason)[] wishes =
        [
            (request.N is null or (>= 1 and <= MostPictures), $"n is {request.N}; it must be 1 to {MostPictures}."),
            (request.Size is null or "auto" || request.Size == own, $"size is '{request.Size}', the picture is {own}: pixels outside the mask do not change, so the result has the picture's own size. Leave size out, or send 'auto'."),
            (Steps.ContainsKey(request.Quality ?? "auto"), $"quality must be one of {string.Join(", ", Steps.Keys)}."),
            (Formats.ContainsKey(request.OutputFormat ?? "png"), $"output_format must be one of {string.Join(", ", Formats.Keys)}."),
            (request.OutputCompression is null or (>= 0 and <= 100), $"output_compression is {request.OutputCompression}; it must be 0 to 100."),
            (request.ResponseFormat is null or "b64_json" or "url", "response_format must be b64_json or url."),
            (request.Background is null or "auto" or "opaque", "background must be auto or opaque here; the workflow swap-background of POST /v1/jobs cuts things out and puts them before others."),
            (request.PartialImages is null or (>= 0 and <= 3), $"partial_images is {request.PartialImages}; it must be 0 to 3."),
        ];
        string[] reasons = [.. wishes.Where(wish => !wish.IsFine).Select(wish => wish.Reason)];
        if (reasons.Length > 0)
        {
            throw new InvalidRequestException(reasons);
        }
    }

    private EngineInfo FindEngine(string? model)
    {
        if (model is null || TheirModels.Any(name => model.StartsWith(name, StringComparison.Ordinal)))
        {
            return engines.Engines.FirstOrDefault(engine => engine.UsesPrompt) ?? engines.Find("patch")!;
        }

        return engines.Find(model) ?? throw new ProblemException(new Explanation(
            404, "model-not-found", "There is no such model", $"There is no model of that name; GET /v1/models lists {string.Join(", ", engines.Engines.Select(engine => engine.Name))}."));
    }
}
