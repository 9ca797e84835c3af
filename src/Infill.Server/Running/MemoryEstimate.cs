using Infill.Engines;
using Infill.Imaging;
using Infill.Quality;
using Infill.Quality.Refining;

namespace Infill.Server.Running;

/// <summary>What a job takes of memory, from measurements of whole processes (bench/README.md says how); meant to be above the truth, seldom far.</summary>
internal static class MemoryEstimate
{
    /// <summary>The runtime, its code and libvips, before the first picture.</summary>
    public const long ProcessBytes = 96L << 20;

    private const int CopiesToRead = 2;
    private const int CopiesToRun = 4;
    private const int BytesPerTilePixel = 400;

    // A refinement holds the source, the best canvas and the one that it tries.
    private const int CopiesToRefine = 6;

    // No engine keeps anything about content that the workflow computed itself.
    private const int BytesPerGivenPixel = 100;

    /// <summary>Bytes while picture and mask are read.</summary>
    public static long ToRead(ImageHeader header) => (header.DecodedBytes * CopiesToRead) + (header.Size.Area * sizeof(float));

    /// <summary>Bytes from the plan to the written file: the copies of the picture, and the largest region's tile with all that the engine keeps about it.</summary>
    /// <exception cref="InvalidRequestException">The request cannot be run.</exception>
    /// <exception cref="EngineException">The engine cannot do what the job asks for. Its model may fail in its own way, too.</exception>
    public static JobNeed ToRun(InpaintRequest request, EngineCatalog engines)
    {
        PixelSize[] regions = [.. new Inpainter(engines).Foresee(request).Regions.Select(region => region.SourceInImage.Size)];
        long largest = regions.Select(r => r.Area).DefaultIfEmpty(0).Max();
        EngineCost?[] costs = request.Given is null ? [.. regions.Select(r => engines.Foresee(request.Engine, r, request.Options.Fill))] : [null];
        long picture = request.Image.Size.Area * request.Image.Format.BytesPerPixel;
        long canvas = request.Workflow == Workflows.Products.SwapBackground.Workflow ? request.Image.Size.Area * SwapMaker.BytesPerPixel : 0;
        long run = (picture * CopiesToRun) + (costs.Max(c => c?.FillBytes) ?? (largest * (request.Given is null ? BytesPerTilePixel : BytesPerGivenPixel))) + (request.Mask.Values.Length * (long)sizeof(float));
        return new JobNeed(Math.Max(canvas, run), engines, costs.Max(c => c?.SharedBytes) ?? 0);
    }

    /// <summary>Bytes of a refinement: of its pass that needs most, and the models of all its engines.</summary>
    /// <exception cref="InvalidRequestException">The request or the plan cannot be run.</exception>
    /// <exception cref="EngineException">An engine cannot do what the job asks for. Its model may fail in its own way, too.</exception>
    public static JobNeed ToRefine(InpaintRequest request, RefinementPlan plan, EngineCatalog engines)
    {
        TracePass[] passes = [.. new Refiner(engines, new Gate()).Foresee(request, plan).Passes.Where(pass => pass.Problem is null).Select(pass => pass.Settled)];
        InpaintRequest[] fills = [request, .. passes.Where(pass => pass.Skipped is null).DistinctBy(pass => (pass.Engine, pass.ContextPx)).Select(pass => ToFill(request, pass))];
        (string Engine, JobNeed Need)[] needs = [.. fills.Select(fill => (fill.Engine, ToRun(fill, engines)))];
        long more = request.Image.Size.Area * request.Image.Format.BytesPerPixel * (CopiesToRefine - CopiesToRun);
        return new JobNeed(needs.Max(one => one.Need.Bytes) + more, engines, needs.GroupBy(one => one.Engine).Sum(group => group.Max(one => one.Need.SharedBytes)));
    }

    // Over the whole hole: what is a part of it needs less.
    private static InpaintRequest ToFill(InpaintRequest request, TracePass pass) => request with
    {
        Engine = pass.Engine,
        Options = request.Options with
        {
            Plan = request.Options.Plan with { ContextPx = pass.ContextPx },
            Fill = pass.Engine == request.Engine ? request.Options.Fill : request.Options.Fill with { Prompt = null, Diffusion = null },
        },
    };
}
