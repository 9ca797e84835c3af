using Infill.Engines;
using Infill.Quality;
using Infill.Quality.Refining;
using Infill.Server.Jobs;

namespace Infill.Server.Running;

/// <summary>Fills as a job's gate wants it: once and judged, the best of several, or unjudged. As on the command line, whatever dialect asked.</summary>
/// <param name="engines">Where engines are found.</param>
/// <param name="time">Clock of traces and time budgets.</param>
internal sealed class RunJudge(EngineCatalog engines, TimeProvider time)
{
    private readonly Inpainter _inpainter = new(engines, time);

    /// <summary>Runs a request.</summary>
    /// <param name="spec">The job that it belongs to.</param>
    /// <param name="request">What to fill.</param>
    /// <param name="progress">Told of every step; of several attempts also which one is at work.</param>
    /// <param name="cancellationToken">Ends the run within a step.</param>
    /// <returns>The request that was kept, its result, and the verdict; null if nobody judged.</returns>
    public (InpaintRequest Kept, InpaintResult Result, FillVerdict? Verdict) Run(JobSpec spec, InpaintRequest request, RunProgressSink progress, CancellationToken cancellationToken)
    {
        GateSpec gate = spec.Gate ?? new GateSpec();

        // What a workflow computed is no fill: there is nothing to choose from. It says itself what is wrong, as does one that looks at its own result.
        if (gate.IsOff || request.Given is not null || request.Check is not null)
        {
            return (request, _inpainter.Run(request, progress, cancellationToken), null);
        }

        var eye = new Gate(new GateOptions { Threads = request.Options.Fill.Threads });
        Action<int>? begins = gate.Attempts is not null || (gate.Plan is not null && spec.Output.Count == 1) ? fill => progress.Output = fill : null;
        GateBudget budget = BudgetOf(spec, gate, request);
        GatedFill fill = gate.Plan is RefinementPlan plan
            ? new Refiner(engines, eye, time) { Begins = begins }.Run(request, plan, budget, progress, cancellationToken)
            : new GatedInpainter(engines, eye, time) { Begins = begins }.Run(request, budget, progress, cancellationToken);
        return (fill.Request, fill.Result, fill.Verdict);
    }

    // A plan is its own limit of rounds.
    private GateBudget BudgetOf(JobSpec spec, GateSpec gate, InpaintRequest request) => new()
    {
        Candidates = gate.Attempts is null ? 1 : spec.Output.Count,
        Attempts = gate.Attempts ?? (gate.Plan is null ? 1 : GateBudget.Most),
        Seconds = gate.TimeBudget,
        Engines = GateBudget.StandIns(engines, request.Options.Fill),
    };
}
