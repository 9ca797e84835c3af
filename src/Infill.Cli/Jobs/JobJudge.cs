using Infill.Cli.Reports;
using Infill.Engines;
using Infill.Imaging;
using Infill.Quality;
using Infill.Quality.Refining;

namespace Infill.Cli.Jobs;

/// <summary>Fills as a job's gate wants it: once and judged, the best of several, or unjudged.</summary>
/// <param name="engines">Where engines are found.</param>
/// <param name="time">Clock of traces and time budgets.</param>
internal sealed class JobJudge(EngineCatalog engines, TimeProvider time)
{
    private readonly Inpainter _inpainter = new(engines, time);

    /// <summary>The gate's models; null = none.</summary>
    public GateEyes? Eyes { get; init; }

    /// <summary>Runs a request.</summary>
    /// <param name="job">How to judge, and how much to try.</param>
    /// <param name="request">What to fill.</param>
    /// <param name="progress">Told of every fill; null = nobody listens.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The request that was kept, its result, and the verdict; null if nobody judged.</returns>
    public (InpaintRequest Request, InpaintResult Result, FillVerdict? Verdict) Run(
        JobArguments job, InpaintRequest request, ProgressSink? progress, CancellationToken cancellationToken)
    {
        // What a workflow computed is no fill: there is nothing to choose from. It says itself what is wrong, as does one that looks at its own result.
        if (job.Gate.IsOff || request.Given is not null || request.Check is not null)
        {
            return (request, _inpainter.Run(request, progress, cancellationToken), null);
        }

        var gate = new Gate(new GateOptions { Threads = job.Fill.Threads, Calibration = GateFiles.CalibrationOf(job.Gate), Maps = Eyes?.For(job.Gate, engines.Find(request.Engine)) ?? [] });
        Action<int>? begins = job.Gate.Chooses || (job.Gate.Plan is not null && job.Output.Count == 1) ? fill => progress?.Begin(fill) : null;
        GatedFill fill = job.Gate.Plan is RefinementPlan plan
            ? new Refiner(engines, gate, time) { Begins = begins }.Run(request, plan, BudgetOf(job, request), progress, cancellationToken)
            : new GatedInpainter(engines, gate, time) { Begins = begins }.Run(request, BudgetOf(job, request), progress, cancellationToken);
        return (fill.Request, fill.Result, fill.Verdict);
    }

    /// <summary>Writes the heat map of a target that has one.</summary>
    public static void WriteHeat(OutputTarget target, Image after, FillVerdict? verdict, bool overwrite)
    {
        if (target.HeatMap is string path && verdict is not null)
        {
            ImageFile.Save(HeatMap.Draw(after, verdict.Heat), path, new SaveOptions
            {
                Format = ImageFile.FormatFromExtension(path) ?? FileFormat.Png,
                Overwrite = overwrite,
            });
        }
    }

    // Engines that need no text may stand in; which ones is the same on every machine that has the same files.
    // A plan is its own limit of rounds.
    private GateBudget BudgetOf(JobArguments job, InpaintRequest request) => new()
    {
        Candidates = job.Gate.Chooses ? job.Output.Count : 1,
        Attempts = job.Gate.Attempts ?? (job.Gate.Plan is null ? 1 : GateBudget.Most),
        Seconds = job.Gate.TimeBudget,
        Engines = GateBudget.StandIns(engines, request.Options.Fill),
    };
}
