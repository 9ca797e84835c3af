using Infill.Engines;
using Infill.Imaging;
using Infill.Tiles;

namespace Infill;

/// <summary>Takes regions through crop, fill, blend and stitch.</summary>
internal sealed class RegionRunner(InpaintRequest request, IInpaintEngine engine, RunClock clock, RunProgress progress)
{
    /// <summary>Fills every region in order on the canvas.</summary>
    public IReadOnlyList<(TraceRegion Trace, RegionStages? Stages)> FillAll(
        WorkingCanvas canvas, IReadOnlyList<CropPlan> plans, CancellationToken cancellationToken)
    {
        RequireContext(plans, request, engine.Info);
        progress.Expect(plans.Select(p => p.HolePixels));
        var filled = new List<(TraceRegion Trace, RegionStages? Stages)>();
        for (int i = 0; i < plans.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            filled.Add(Fill(canvas, plans[i], region: i + 1, cancellationToken));
        }

        return filled;
    }

    private (TraceRegion Trace, RegionStages? Stages) Fill(
        WorkingCanvas canvas, CropPlan plan, int region, CancellationToken cancellationToken)
    {
        long start = clock.Now;
        progress.Begin(region, Stage.Crop);
        (Tile tile, Mask composite) = clock.Measure(Stage.Crop, () => canvas.Cut(plan, request.Exclude, request.Guides));

        progress.Begin(region, Stage.Fill);
        long fillStart = clock.Now;
        EngineFill fill = clock.Measure(Stage.Fill, () => Generate(tile, cancellationToken));
        double fillSeconds = clock.SecondsSince(fillStart);

        progress.Begin(region, Stage.Blend);
        BlendOutcome blend = clock.Measure(Stage.Blend, () => TileBlend.Join(
            tile, fill.Image, composite, request.Options.Blend, request.Options.Fill.Seed));

        progress.Begin(region, Stage.Stitch);
        clock.Measure(Stage.Stitch, () => canvas.Write(plan, tile.Image, blend.Image, composite));

        TraceRegion trace = Describe(plan, fill, blend) with { FillSeconds = fillSeconds, Seconds = clock.SecondsSince(start) };
        return (trace, request.Options.KeepStages ? Keep(plan, tile, composite, fill, blend) : null);
    }

    private EngineFill Generate(Tile tile, CancellationToken cancellationToken)
    {
        try
        {
            EngineFill fill = engine.Fill(tile, request.Options.Fill, progress, cancellationToken);
            EngineFillCheck.Require(engine.Info.Name, tile, fill);
            return fill;
        }
        catch (Exception e) when (e is not (EngineException or OperationCanceledException or OutOfMemoryException))
        {
            throw new EngineException($"Engine '{engine.Info.Name}' failed on the region {tile.RectInImage}: {e.Message}", e);
        }
    }

    /// <summary>Refuses regions of which nothing is kept, for engines that need surroundings.</summary>
    /// <exception cref="InvalidRequestException">Names every such region.</exception>
    public static void RequireContext(IReadOnlyList<CropPlan> plans, InpaintRequest request, EngineInfo engine)
    {
        string[] reasons = engine.FillsWithoutContext ? [] :
        [
            .. plans.Where(p => p.HolePixels == p.SourceInImage.Area).Select(p =>
                $"The region {p.HoleInImage} has no kept pixel around it, so engine '{engine.Name}' has nothing to go by; " +
                $"the context is {request.Options.Plan.ContextPx?.ToString() ?? "the engine's own"} pixels. Raise Plan.ContextPx, or keep some pixels."),
        ];
        if (reasons.Length > 0)
        {
            throw new InvalidRequestException(reasons);
        }
    }

    private static TraceRegion Describe(CropPlan plan, EngineFill fill, BlendOutcome blend) => new()
    {
        Source = plan.SourceInImage,
        Hole = plan.HoleInImage,
        HolePixels = plan.HolePixels,
        Pass = plan.Pass,
        Method = blend.Method,
        Trials = blend.Trials,
        Color = blend.Color,
        Grain = blend.Grain,
        Notes = fill.Notes,
        Warnings = fill.Warnings,
        FillSeconds = 0,
        Seconds = 0,
    };

    private static RegionStages Keep(CropPlan plan, Tile tile, Mask composite, EngineFill fill, BlendOutcome blend) => new()
    {
        Plan = plan,
        Original = tile.Image,
        Denoise = tile.Mask,
        Composite = composite,
        Generated = fill.Image,
        Blended = blend.Image,
        Previews = fill.Previews,
        Confidence = fill.Confidence,
        Sources = fill.Sources,
    };
}
