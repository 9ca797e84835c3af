using Infill.Engines;
using Infill.Imaging;

namespace Infill.Quality.Refining;

/// <summary>Runs refinement plans: pass after pass on the current canvas, each judged, and undone if it is no better.</summary>
/// <remarks>Whatever a plan says, only pixels of the request's prepared mask can change: every pass's mask is multiplied by its composite,
/// and the proof compares the last canvas with the source.</remarks>
/// <param name="engines">Where engines are found.</param>
/// <param name="gate">The judge.</param>
/// <param name="time">Clock of traces and time budgets; null = the system's.</param>
public sealed class Refiner(EngineCatalog engines, Gate gate, TimeProvider? time = null)
{
    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private readonly Inpainter _inpainter = new(engines, time);

    /// <summary>Told the number of each fill, the first included, before it begins; null = nobody is told.</summary>
    public Action<int>? Begins { get; init; }

    /// <summary>Fills if the plan says so, then refines.</summary>
    /// <param name="request">What to do; its picture is the source, or the filled picture.</param>
    /// <param name="plan">The passes.</param>
    /// <param name="budget">Candidates of the first fill, rounds (the first fill is one, each pass another), seconds.</param>
    /// <param name="progress">Told of the steps of every fill, each from 0 to 1.</param>
    /// <param name="cancellationToken">Ends everything.</param>
    /// <returns>The best canvas; its request is the first fill's, and its trace holds every pass.</returns>
    /// <exception cref="InvalidRequestException">The request or the plan cannot be run, or the budget is out of range.</exception>
    /// <exception cref="EngineException">The first fill failed.</exception>
    public GatedFill Run(
        InpaintRequest request, RefinementPlan plan, GateBudget budget, IProgress<StageProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        FillChoice.Require(budget);
        RequirePlan(plan);
        long start = _time.GetTimestamp();
        GatedFill first = plan.FillFirst
            ? new GatedInpainter(engines, gate, time) { Begins = Begins }.Run(request, budget with { Attempts = 1 }, progress, cancellationToken)
            : Stand(request, cancellationToken);
        var work = new RefinementRun(first, plan, budget, start) { Time = _time };
        int fills = plan.FillFirst ? budget.Candidates : 0;
        var runner = new PassRunner(request, _inpainter, engines);
        var planner = new PassPlanner(request, first.Result.Mask.Composite, engines);
        foreach (RefinementPass pass in RefinementOrder.Of(plan).TakeWhile(_ => work.MayGoOn()))
        {
            TracePass step = planner.Resolve(pass, work.Best.Verdict, work.Kept);
            if (step.Skipped is not null)
            {
                work.Leave(step);
                continue;
            }

            Begins?.Invoke(++fills);
            long begun = _time.GetTimestamp();
            (GatedFill? fill, Exception? failure) = FillChoice.Try(() =>
            {
                InpaintResult result = runner.Run(work.Best.Result, step, progress, cancellationToken);
                return new GatedFill(first.Request, result, gate.Judge(result, cancellationToken));
            });
            work.Take(step with { Seconds = _time.GetElapsedTime(begun).TotalSeconds, Error = failure?.Message }, fill);
        }

        return work.Close();
    }

    /// <summary>Says what <see cref="Run"/> would do, without running an engine or the gate.</summary>
    /// <param name="request">What to do. Not modified.</param>
    /// <param name="plan">The passes.</param>
    /// <exception cref="InvalidRequestException">The request or the plan cannot be run.</exception>
    /// <exception cref="EngineException">The engine or its model cannot do what is asked for, as far as that shows without running it.</exception>
    public RefinementForecast Foresee(InpaintRequest request, RefinementPlan plan)
    {
        ArgumentNullException.ThrowIfNull(request);
        RequirePlan(plan);
        InpaintForecast? first = plan.FillFirst ? _inpainter.Foresee(request) : null;
        Mask composite = _inpainter.Stand(request).Mask.Composite;
        var planner = new PassPlanner(request, composite, engines);
        var runner = new PassRunner(request, _inpainter, engines);
        return new RefinementForecast(first, [.. RefinementOrder.Of(plan).Select(pass => Foresee(pass, planner.Foresee(pass), composite, runner))]);
    }

    /// <summary>Runs the kept passes of a trace again, unjudged: what a replay does.</summary>
    /// <param name="request">The request with the trace's options.</param>
    /// <param name="trace">What was done.</param>
    /// <param name="progress">Told of the steps of every fill.</param>
    /// <param name="cancellationToken">Ends everything.</param>
    /// <exception cref="InvalidRequestException">The request cannot be run.</exception>
    /// <exception cref="EngineException">An engine failed or is missing.</exception>
    public InpaintResult Repeat(
        InpaintRequest request, TraceRefinement trace, IProgress<StageProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(trace);
        string[] problems = [.. TracedPass.FindProblems(trace)];
        if (problems.Length > 0)
        {
            throw new InvalidRequestException(problems);
        }

        InpaintResult first = trace.FillFirst ? _inpainter.Run(request, progress, cancellationToken) : _inpainter.Stand(request);
        var runner = new PassRunner(request, _inpainter, engines);
        return trace.Passes.Where(pass => pass.IsKept).Aggregate(first, (result, pass) => runner.Run(result, pass, progress, cancellationToken));
    }

    private static PassForecast Foresee(RefinementPass pass, TracePass settled, Mask composite, PassRunner runner)
    {
        if (settled.Skipped is not null)
        {
            return new PassForecast(pass, settled, 0, 0, settled.Skipped);
        }

        try
        {
            InpaintForecast forecast = runner.Foresee(composite, settled);
            return new PassForecast(pass, settled, forecast.Regions.Sum(region => region.HolePixels), forecast.Seconds, null);
        }
        catch (InvalidRequestException reason)
        {
            return new PassForecast(pass, settled, 0, 0, reason.Message);
        }
    }

    private GatedFill Stand(InpaintRequest request, CancellationToken cancellationToken)
    {
        InpaintResult stands = _inpainter.Stand(request);
        FillVerdict verdict = gate.Judge(stands, cancellationToken);
        return new GatedFill(request, stands with { Trace = stands.Trace with { Verdict = verdict.ToTrace() } }, verdict);
    }

    private void RequirePlan(RefinementPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        string[] problems = [.. plan.FindProblems(engines)];
        if (problems.Length > 0)
        {
            throw new InvalidRequestException(problems);
        }
    }
}
