using Infill.Engines;

namespace Infill.Quality;

/// <summary>Fills, judges, and tries again where that may help.</summary>
/// <param name="engines">Where engines are found.</param>
/// <param name="gate">The judge.</param>
/// <param name="time">Clock of traces and time budgets; null = the system's.</param>
public sealed class GatedInpainter(EngineCatalog engines, Gate gate, TimeProvider? time = null)
{
    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private readonly Inpainter _inpainter = new(engines, time);

    /// <summary>Told the number of each fill, 1 …, before it begins; null = nobody is told.</summary>
    public Action<int>? Begins { get; init; }

    /// <summary>The best fill within a budget: the first that the gate accepts, of the candidates the best, else the least doubtful of all.</summary>
    /// <param name="request">What to do.</param>
    /// <param name="budget">How much may be tried.</param>
    /// <param name="progress">Told of the steps of every fill, each from 0 to 1.</param>
    /// <param name="cancellationToken">Ends everything.</param>
    /// <exception cref="InvalidRequestException">The request cannot be run, or the budget is out of range.</exception>
    /// <exception cref="EngineException">The engine failed, and so did every other attempt.</exception>
    public GatedFill Run(InpaintRequest request, GateBudget budget, IProgress<StageProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        FillChoice.Require(budget);
        RequestValidator.Require(request, engines);
        EngineInfo engine = engines.Find(request.Engine)!;
        int candidates = engine.UsesSeed ? budget.Candidates : 1;
        long start = _time.GetTimestamp();
        GatedFill? best = null;
        Exception? first = null;
        var attempts = new List<TraceAttempt>();
        int kept = -1;
        foreach ((string reason, InpaintRequest next) in RetryPlan.Of(request, engine, budget))
        {
            bool isEnough = attempts.Count >= candidates && best?.Verdict.Status == VerdictStatus.Completed;
            if (isEnough || (attempts.Count > 0 && _time.GetElapsedTime(start).TotalSeconds >= budget.Seconds))
            {
                break;
            }

            Begins?.Invoke(attempts.Count + 1);
            (GatedFill? fill, Exception? failure) = FillChoice.Try(() =>
            {
                InpaintResult result = _inpainter.Run(next, progress, cancellationToken);
                return new GatedFill(next, result, gate.Judge(result, cancellationToken));
            });
            attempts.Add(Describe(reason, next, fill, failure));
            first ??= failure;
            if (fill is not null && (best is null || FillChoice.IsBetter(fill.Verdict, best.Verdict)))
            {
                (best, kept) = (fill, attempts.Count - 1);
            }
        }

        return best is null ? throw first! : Close(best, [.. attempts.Select((a, i) => a with { IsKept = i == kept })]);
    }

    private static TraceAttempt Describe(string reason, InpaintRequest request, GatedFill? fill, Exception? failure) => new()
    {
        Reason = reason,
        Engine = request.Engine,
        Seed = request.Options.Fill.Seed,
        ContextPx = request.Options.Plan.ContextPx,
        Blend = request.Options.Blend.Method,
        Probability = fill is null ? null : Math.Round(fill.Verdict.Probability, 4),
        Error = failure?.Message,
    };

    // A fill that was only judged has nothing to tell of attempts.
    private static GatedFill Close(GatedFill best, TraceAttempt[] attempts) => best with
    {
        Result = best.Result with
        {
            Trace = best.Result.Trace with { Verdict = best.Verdict.ToTrace(attempts.Length > 1 ? attempts : null) },
        },
    };
}
