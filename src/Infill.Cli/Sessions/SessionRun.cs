using Infill.Cli.Commands;
using Infill.Cli.Jobs;
using Infill.Cli.Reports;
using Infill.Engines;
using Infill.Imaging;

namespace Infill.Cli.Sessions;

/// <summary>Runs one job of a session into files of a scratch folder.</summary>
/// <param name="voice">Where progress and warnings go.</param>
/// <param name="cancellationToken">Ends the job.</param>
internal sealed class SessionRun(Voice voice, CancellationToken cancellationToken)
{
    /// <summary>Runs; the result is written losslessly.</summary>
    /// <param name="job">With its output's path.</param>
    /// <returns>What came of it, and the mask as it was asked for.</returns>
    /// <exception cref="CliException">It cannot be run.</exception>
    public (ResultRecord Result, Mask Mask) Do(JobArguments job)
    {
        JobChecks.RequirePicture(job.Source.Image);
        using var shelf = new EngineShelf();
        EngineCatalog engines = shelf.For(job);
        JobChecks.RequireRunnable(job, engines);
        OutputPlan plan = OutputPlan.Make(job);
        Mask? mask = null;
        var runner = new JobRunner(engines, TimeProvider.System, voice.Streams)
        {
            Eyes = shelf.Eyes,
            Hooks = new JobHooks { Built = request => mask = request.Mask },
        };
        ResultRecord result = ProgressDisplay.Run(voice, job.Source.Image, 1, progress => runner.Run(job, plan, progress, cancellationToken));
        foreach (string warning in result.Warnings)
        {
            voice.Say($"Warning: {warning}");
        }

        return (result, mask!);
    }

    /// <summary>Name for a lossless file of a picture: TIFF for CMYK, which PNG does not hold, else PNG.</summary>
    public static string ResultName(ImageHeader header) => header.Format.Model == ColorModel.Cmyk ? "result.tif" : "result.png";
}
