namespace Infill.Quality.Refining;

/// <summary>The state of one refinement: the best canvas so far, what was tried, and whether it goes on.</summary>
/// <param name="first">The canvas before the first pass.</param>
/// <param name="plan">The plan that is run.</param>
/// <param name="budget">Rounds and seconds.</param>
/// <param name="start">When it began, in the clock's ticks.</param>
internal sealed class RefinementRun(GatedFill first, RefinementPlan plan, GateBudget budget, long start)
{
    private readonly IReadOnlyList<TraceAttempt>? _candidates = first.Result.Trace.Verdict?.Attempts;
    private readonly List<TracePass> _passes = [];
    private readonly HashSet<string> _kept = [];
    private int _undoneInARow;
    private string? _stopped;

    /// <summary>Tells the seconds of the budget.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>The canvas that stands.</summary>
    public GatedFill Best { get; private set; } = first;

    /// <summary>Names of the passes that stand in it.</summary>
    public IReadOnlySet<string> Kept => _kept;

    /// <summary>True if another pass may begin; else the reason is remembered.</summary>
    public bool MayGoOn()
    {
        int run = _passes.Count(pass => pass.Skipped is null) + (plan.FillFirst ? 1 : 0);
        _stopped = !plan.RunAll && Best.Verdict.Status == VerdictStatus.Completed ? "The gate is satisfied."
            : !plan.RunAll && _undoneInARow >= (plan.Patience ?? RefinementPlan.UsualPatience) ? $"The score no longer rises: {Passes(_undoneInARow)} in a row undone."
            : run >= budget.Attempts ? $"The budget of {budget.Attempts} rounds is spent."
            : Time.GetElapsedTime(start).TotalSeconds >= budget.Seconds ? $"The time budget of {budget.Seconds} s is spent."
            : null;
        return _stopped is null;
    }

    /// <summary>A pass whose conditions do not hold.</summary>
    public void Leave(TracePass pass) => _passes.Add(pass);

    /// <summary>A pass that was run: its canvas stands if it is better, else it is undone.</summary>
    /// <param name="pass">What was run.</param>
    /// <param name="fill">What came of it, or null if it failed.</param>
    public void Take(TracePass pass, GatedFill? fill)
    {
        bool isKept = fill is not null && FillChoice.IsBetter(fill.Verdict, Best.Verdict);
        _passes.Add(pass with { IsKept = isKept, Seconds = Math.Round(pass.Seconds, 3), ProbabilityAfter = fill is null ? null : Math.Round(fill.Verdict.Probability, 4) });
        _undoneInARow = isKept ? 0 : _undoneInARow + 1;
        if (isKept)
        {
            Best = fill!;
            _kept.Add(pass.Name);
        }
    }

    /// <summary>The canvas that stands, with everything that was tried in its trace.</summary>
    public GatedFill Close()
    {
        string stopped = _stopped ?? (Best.Verdict.Status == VerdictStatus.Completed ? "The gate is satisfied." : "Every pass had its turn.");
        TraceVerdict verdict = Best.Verdict.ToTrace(_candidates) with
        {
            Refinement = new TraceRefinement(plan.FillFirst, _passes, stopped),
        };
        return Best with { Result = Best.Result with { Trace = Best.Result.Trace with { Verdict = verdict } } };
    }

    private static string Passes(int count) => count == 1 ? "1 pass" : $"{count} passes";
}
