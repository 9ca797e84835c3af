using Infill.Engines;
using Infill.Quality;
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

        // What a workflow computed is no fill: there is nothing to choose from, and it says itself what is wrong.
        if (gate.IsOff || request.Given is not null)
        {
            return (request, _inpainter.Run(request, progress, cancellationToken), null);
        }

        var inpainter = new GatedInpainter(engines, new Gate(new GateOptions { Threads = request.Options.Fill.Threads }), time)
        {
            Begins = gate.Attempts is null ? null : attempt => progress.Output = attempt,
        };
        GatedFill fill = inpainter.Run(request, BudgetOf(spec, gate, request), progress, cancellationToken);
        return (fill.Request, fill.Result, fill.Verdict);
    }

    private GateBudget BudgetOf(JobSpec spec, GateSpec gate, InpaintRequest request) => gate.Attempts is not int attempts ? new GateBudget() : new GateBudget
    {
        Candidates = spec.Output.Count,
        Attempts = attempts,
        Seconds = gate.TimeBudget,
        Engines = GateBudget.StandIns(engines, request.Options.Fill),
    };
}
