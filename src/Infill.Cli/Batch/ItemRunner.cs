using Infill.Cli.Jobs;
using Infill.Cli.Reports;
using Infill.Engines;
using Infill.Imaging;
using Infill.Server.Running;

namespace Infill.Cli.Batch;

/// <summary>Runs one job of a batch within the memory budget. Serves all worker threads.</summary>
/// <param name="shelf">Where engines are found.</param>
/// <param name="budget">What jobs may take together.</param>
/// <param name="time">Clock of the records.</param>
internal sealed class ItemRunner(EngineShelf shelf, MemoryBudget budget, TimeProvider time)
{
    /// <summary>Where jobs report their steps, for programs; null = nobody reads.</summary>
    public ProgressLines? Lines { get; init; }

    /// <summary>Looks at every run before its output is written; null = nobody looks.</summary>
    public Action<JobArguments, Trace>? Look { get; init; }

    /// <summary>Reads, fills, writes.</summary>
    /// <param name="job">What to do, with one output.</param>
    /// <param name="written">Called with what was asked for and the picture after it when the output stands.</param>
    /// <param name="cancellationToken">Ends the job; nothing half-written is left.</param>
    /// <exception cref="Exception">Whatever keeps the workflow's own command from its output.</exception>
    public OutputRecord Run(JobArguments job, Action<InpaintRequest, Image> written, CancellationToken cancellationToken)
    {
        EngineCatalog engines = shelf.For(job);
        JobChecks.RequireRunnable(job, engines);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(job.Output.Path!))!);
        ImageHeader header = ImageFile.ReadHeader(job.Source.Image, Limits.From(job.Source));
        using MemoryShare share = budget.Admit(MemoryEstimate.ToRead(header), cancellationToken);
        var runner = new JobRunner(engines, time)
        {
            Eyes = shelf.Eyes,
            Look = Look is null ? null : trace => Look(job, trace),
            Hooks = new JobHooks
            {
                Built = request => share.Settle(MemoryEstimate.ToRun(request, engines), cancellationToken),
                Written = written,
            },
        };
        var plan = new OutputPlan([new OutputTarget(job.Output.Path!, job.Fill.Seed, null)]);
        return runner.Run(job, plan, Lines?.Follow(job.Source.Image, fills: 1), cancellationToken).Outputs[0];
    }
}
