using System.Globalization;
using Infill.Engines;
using Infill.Imaging;
using Infill.Masks;
using Infill.Server.Jobs;
using Infill.Tiles;
using Infill.Workflows;

namespace Infill.Server.Automatic;

/// <summary>From an img2img request's numbers to a job. The result has the picture's own size; outside the mask and its blur no pixel changes.</summary>
internal static class ImagePlan
{
    private const int WholePicture = 4096;
    private const int MostBlur = 64;
    private const int MostPictures = 16;

    /// <summary>The words of inpainting_fill.</summary>
    private static readonly HoleContent[] Fills = [HoleContent.Blur, HoleContent.Original, HoleContent.Noise, HoleContent.Neutral];

    /// <summary>The job without its files, and what the client should know.</summary>
    /// <param name="request">What the client asks.</param>
    /// <param name="size">Size of its picture.</param>
    /// <param name="engine">The engine that it chose.</param>
    /// <param name="drawnSeed">Seed for a request that wants any.</param>
    /// <exception cref="InvalidRequestException">Numbers out of range; every reason.</exception>
    public static (JobSpec Spec, IReadOnlyList<string> Warnings) Read(ImageRequest request, PixelSize size, EngineInfo engine, int drawnSeed)
    {
        string[] reasons = [.. FindReasons(request, size)];
        if (reasons.Length > 0)
        {
            throw new InvalidRequestException(reasons);
        }

        bool hasPrompt = !string.IsNullOrWhiteSpace(request.Prompt);
        var spec = new JobSpec
        {
            Workflow = engine.UsesPrompt && hasPrompt ? JobWorkflow.Replace : JobWorkflow.Fill,
            Image = "",
            Engine = engine.Name,
            Options = new InpaintOptions
            {
                Mask = ToMask(request.Blur),
                Plan = new PlanOptions { ContextPx = request.InpaintFullRes ? (request.InpaintFullResPadding > 0 ? request.InpaintFullResPadding : null) : WholePicture },
                Fill = new FillOptions
                {
                    Seed = request.Seed < 0 ? drawnSeed : (int)request.Seed,
                    Prompt = engine.UsesPrompt && hasPrompt ? request.Prompt : null,
                    Diffusion = engine.UsesDiffusion ? ToDiffusion(request) : null,
                },
            },
            Output = new OutputSpec { Format = FileFormat.Png, Count = request.BatchSize * request.NIter, OnlyColour = true },
        };
        return (spec, hasPrompt && !engine.UsesPrompt ? [$"The engine '{engine.Name}' does not read the prompt: the area was filled from its surroundings."] : []);
    }

    /// <summary>Settings as one text, as that program writes them; nothing in it comes from a picture.</summary>
    public static string Infotext(ImageRequest request, JobOutput output, string engine) => string.Create(
        CultureInfo.InvariantCulture,
        $"{request.Prompt}\n{(string.IsNullOrEmpty(request.NegativePrompt) ? "" : $"Negative prompt: {request.NegativePrompt}\n")}Steps: {request.Steps}, Sampler: {request.SamplerName ?? "default"}, CFG scale: {request.CfgScale}, Seed: {output.Seed}, Size: {output.Size.Width}x{output.Size.Height}, Model: {engine}, Denoising strength: {request.DenoisingStrength}, Mask blur: {request.Blur}");

    // The blur runs to both sides of the edge there; here the mask grows by it and fades inwards over twice that.
    private static MaskOptions ToMask(int blur) => FillRegion.ExactMask with { GrowPx = blur, FeatherPx = 2 * blur };

    private static DiffusionOptions ToDiffusion(ImageRequest request) => new()
    {
        NegativePrompt = string.IsNullOrWhiteSpace(request.NegativePrompt) ? null : request.NegativePrompt,
        Steps = request.Steps,
        Strength = request.DenoisingStrength,
        Sampler = SamplerNames.Find(request.SamplerName ?? request.SamplerIndex, request.Scheduler),
        Guidance = new GuidanceChoice { Scale = request.CfgScale },
        HoleContent = Fills[request.InpaintingFill],
    };

    private static IEnumerable<string> FindReasons(ImageRequest request, PixelSize size)
    {
        (string Name, double Value, double Least, double Most)[] ranges =
        [
            ("mask_blur", request.Blur, 0, MostBlur),
            ("inpainting_fill", request.InpaintingFill, 0, Fills.Length - 1),
            ("inpainting_mask_invert", request.InpaintingMaskInvert, 0, 1),
            ("inpaint_full_res_padding", request.InpaintFullResPadding, 0, WholePicture),
            ("seed", request.Seed, -1, FillOptions.MaxSeed),
            ("batch_size", request.BatchSize, 1, MostPictures),
            ("n_iter", request.NIter, 1, MostPictures),
            ("batch_size times n_iter", (double)request.BatchSize * request.NIter, 1, MostPictures),
        ];
        foreach ((string name, double value, double least, double most) in ranges)
        {
            if (!(value >= least && value <= most))
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"{name} is {value}; it must be from {least} to {most}.");
            }
        }

        if (!request.InpaintFullRes && (request.Width ?? size.Width, request.Height ?? size.Height) != (size.Width, size.Height))
        {
            yield return $"width and height are {request.Width}×{request.Height}, the picture is {size}: pixels outside the mask do not change, so the result has the picture's own size. Send that size, or inpaint_full_res: true.";
        }
    }
}
