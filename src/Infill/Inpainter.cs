using Infill.Engines;
using Infill.Imaging;
using Infill.Masks;
using Infill.Tiles;

namespace Infill;

/// <summary>Runs requests: validate, mask, plan, then crop, fill, blend and stitch per region, then trace.</summary>
/// <remarks>Holds no state between runs, so one instance may serve several threads.</remarks>
/// <param name="engines">Where <see cref="InpaintRequest.Engine"/> is looked up.</param>
/// <param name="time">Clock of the trace; null = the system's.</param>
public sealed class Inpainter(EngineCatalog engines, TimeProvider? time = null)
{
    /// <summary>Highest mask value from which nobody minds what still shines through.</summary>
    private const float LeastOpaque = 0.9f;

    private readonly TimeProvider _time = time ?? TimeProvider.System;

    /// <summary>Fills the masked pixels and leaves every other sample as it is.</summary>
    /// <param name="request">What to do. Neither its picture nor its masks are modified.</param>
    /// <param name="progress">Told of every stage and engine step, with a fraction that never falls; from any thread, never two at once.</param>
    /// <param name="cancellationToken">Checked between stages and within the engine.</param>
    /// <returns>A new picture with the proof that no kept pixel changed.</returns>
    /// <exception cref="InvalidRequestException">The request cannot be run; lists every reason.</exception>
    /// <exception cref="EngineException">The engine failed or broke its contract.</exception>
    /// <exception cref="KeepProofException">A kept pixel changed: a fault in this library.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <remarks>Beside the input, memory is one copy of the picture plus the tiles of one region (of all regions, if stages are kept).</remarks>
    public InpaintResult Run(InpaintRequest request, IProgress<StageProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var clock = new RunClock(_time);
        var reporter = new RunProgress(progress);

        reporter.Begin(Stage.Validate);
        clock.Measure(Stage.Validate, () => RequestValidator.Require(request, engines));
        using IInpaintEngine engine = request.Given is GivenFill given ? new GivenEngine(given) : engines.Create(request.Engine);

        reporter.Begin(Stage.Mask);
        PreparedMask mask = clock.Measure(Stage.Mask, () => Prepare(request, engine.Info));

        reporter.Begin(Stage.Plan);
        IReadOnlyList<CropPlan> plans = clock.Measure(Stage.Plan, () => CropPlanner.Plan(
            mask.Denoise, request.Image.Size, engine.Info.Context, request.Options.Plan));
        cancellationToken.ThrowIfCancellationRequested();

        var canvas = new WorkingCanvas(request.Image, mask);
        var runner = new RegionRunner(request, engine, clock, reporter);
        IReadOnlyList<(TraceRegion Trace, RegionStages? Stages)> regions = runner.FillAll(canvas, plans, cancellationToken);

        reporter.Begin(Stage.Trace);
        InpaintResult result = Close(request, mask, canvas.Image, regions, clock);
        result = result with { Trace = result.Trace with { Model = engine.Info.Model } };
        reporter.End();
        return result;
    }

    /// <summary>Says what <see cref="Run"/> would do, without running the engine.</summary>
    /// <param name="request">What to do. Not modified.</param>
    /// <exception cref="InvalidRequestException">The request cannot be run; lists every reason.</exception>
    /// <exception cref="EngineException">The engine or its model cannot do what is asked for, as far as that shows without running it.</exception>
    public InpaintForecast Foresee(InpaintRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        RequestValidator.Require(request, engines);
        EngineInfo engine = request.Given is null ? engines.Find(request.Engine)! : GivenEngine.Description;
        PreparedMask mask = Prepare(request, engine);
        IReadOnlyList<CropPlan> plans = CropPlanner.Plan(mask.Denoise, request.Image.Size, engine.Context, request.Options.Plan);
        RegionRunner.RequireContext(plans, request, engine);
        return InpaintForecast.Of(request, engines, plans);
    }

    /// <summary>A request's picture as it stands, as the result of a run that filled nothing: what another run filled can be judged and refined by it.</summary>
    /// <param name="request">The picture, and where it was filled. Not modified.</param>
    /// <returns>The request's own picture, with no regions.</returns>
    /// <exception cref="InvalidRequestException">The request cannot be run; lists every reason.</exception>
    public InpaintResult Stand(InpaintRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var clock = new RunClock(_time);
        clock.Measure(Stage.Validate, () => RequestValidator.Require(request, engines));
        PreparedMask mask = clock.Measure(Stage.Mask, () => Prepare(request, request.Given is null ? engines.Find(request.Engine)! : GivenEngine.Description));
        return Close(request, mask, request.Image, [], clock);
    }

    private static PreparedMask Prepare(InpaintRequest request, EngineInfo engine)
    {
        PreparedMask mask = MaskPrep.Prepare(request.Mask, request.Options.Mask);
        long filled = mask.Denoise.CountFilled();
        if (filled == 0)
        {
            throw new InvalidRequestException(
                [$"No part of the mask has {request.Options.Mask.DropSpecksPx} pixels, so all were dropped as specks; lower Mask.DropSpecksPx."]);
        }

        if (filled == mask.Denoise.Size.Area && !engine.FillsWithoutContext)
        {
            throw new InvalidRequestException(
                [$"Grown by {mask.GrownPx} pixels, the mask covers the whole {mask.Denoise.Size} picture, so engine '{engine.Name}' has nothing to go by; lower Mask.GrowPx or Mask.GrowFraction."]);
        }

        return mask;
    }

    /// <summary>A mask painted in red or grey is no error, but it hides nothing.</summary>
    private static IEnumerable<string> FaintMask(Mask mask)
    {
        float most = mask.Values.Max();
        if (most < LeastOpaque)
        {
            yield return $"The mask is nowhere above {most:0.###} (1 = fill), so what it covers shines through the fill; paint it white.";
        }
    }

    private static InpaintResult Close(
        InpaintRequest request, PreparedMask mask, Image output, IReadOnlyList<(TraceRegion Trace, RegionStages? Stages)> regions, RunClock clock)
    {
        KeepProof proof = clock.Measure(Stage.Trace, () => KeepCheck.Require(request.Image, output, mask.Composite));
        var outcome = new RunOutcome
        {
            Mask = mask,
            Output = output,
            Proof = proof,
            Regions = [.. regions.Select(r => r.Trace)],
            Warnings =
            [
                .. request.Image.Metadata.Warnings.Select(w => $"The picture was read with a warning: {w}"),
                .. FaintMask(request.Mask),
                .. regions.SelectMany(r => r.Trace.Warnings).Distinct(),
            ],
        };
        return new InpaintResult
        {
            Image = output,
            Proof = proof,
            Mask = mask,
            Warnings = outcome.Warnings,
            Trace = TraceWriter.Write(request, outcome, clock),
            Stages = [.. regions.Select(r => r.Stages).OfType<RegionStages>()],
        };
    }
}
