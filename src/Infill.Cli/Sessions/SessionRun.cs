using Infill.Cli.Commands;
using Infill.Cli.Jobs;
using Infill.Cli.Reports;
using Infill.Cli.Streams;
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
    /// <param name="room">Scratch folder of this job alone.</param>
    /// <returns>What came of it, and the files that it was made of.</returns>
    /// <exception cref="CliException">It cannot be run.</exception>
    public (ResultRecord Result, SessionParts Parts) Do(JobArguments job, string room)
    {
        JobChecks.RequirePicture(job.Source.Image);
        using var shelf = new EngineShelf();
        EngineCatalog engines = shelf.For(job);
        JobChecks.RequireRunnable(job, engines);
        SessionParts parts = SessionParts.Settle(job, room, new PictureFiles(voice.Streams, cancellationToken));
        OutputPlan plan = OutputPlan.Make(parts.Job);
        Mask? mask = null;
        var runner = new JobRunner(engines, TimeProvider.System, voice.Streams)
        {
            Eyes = shelf.Eyes,
            Hooks = new JobHooks { Built = request => mask = request.Mask },
        };
        ResultRecord result = ProgressDisplay.Run(voice, job.Source.Image, 1, progress => runner.Run(parts.Job, plan, progress, cancellationToken));
        foreach (string warning in result.Warnings)
        {
            voice.Say($"Warning: {warning}");
        }

        return (result, parts.With(mask!, room));
    }

    /// <summary>Name for a lossless file of a picture: TIFF for CMYK, which PNG does not hold, else PNG.</summary>
    public static string ResultName(ImageHeader header) => header.Format.Model == ColorModel.Cmyk ? "result.tif" : "result.png";
}
