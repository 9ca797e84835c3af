using Infill.Cli.Reports;
using Infill.Cli.Streams;
using Infill.Cli.Traces;
using Infill.Engines;
using Infill.Imaging;
using Infill.Quality;

namespace Infill.Cli.Jobs;

/// <summary>Reads, runs once per target, writes.</summary>
/// <param name="engines">Where the job's engine is found.</param>
/// <param name="time">Clock of the report.</param>
/// <param name="streams">Where "-" leads; null = the process's stdin and stdout.</param>
internal sealed class JobRunner(EngineCatalog engines, TimeProvider time, StandardStreams? streams = null)
{
    private readonly StandardStreams _streams = streams ?? StandardStreams.OfProcess;

    /// <summary>Looks at every run before its output is written; null = nobody looks.</summary>
    public Action<Trace>? Look { get; init; }

    /// <summary>The gate's models; null = none.</summary>
    public GateEyes? Eyes { get; init; }

    /// <summary>Who looks on; nobody by default.</summary>
    public JobHooks Hooks { get; init; } = JobHooks.None;

    /// <summary>Does the job.</summary>
    /// <param name="job">What to do; checked by <see cref="JobChecks"/>.</param>
    /// <param name="plan">Where to write; checked by <see cref="OutputPlan"/>.</param>
    /// <param name="progress">Told of every step; null = nobody listens.</param>
    /// <param name="cancellationToken">Ends the job; outputs that are written stay, none is half-written.</param>
    /// <returns>The record of all outputs; of several, failed ones stand beside written ones.</returns>
    public ResultRecord Run(JobArguments job, OutputPlan plan, ProgressSink? progress, CancellationToken cancellationToken)
    {
        long start = time.GetTimestamp();
        var files = new PictureFiles(_streams, cancellationToken);
        Image input = files.Load(job.Source.Image, Limits.From(job.Source));
        InpaintRequest request = RequestBuilder.Build(job, input, job.Output.TraceFolder is not null, files);
        RequireFits(job.Output, request.Image, plan.Targets[0].Path);
        Hooks.Built?.Invoke(request);
        var outputs = new List<OutputRecord>();
        foreach (OutputTarget target in plan.Targets)
        {
            progress?.Begin(outputs.Count + 1);
            outputs.Add(RunOne(job, request, target, progress, cancellationToken));
        }

        return Describe(job, request, outputs) with { Seconds = Seconds(start) };
    }

    /// <summary>Refuses before the run what saving would refuse after it, such as 16 bit in a JPEG.</summary>
    public static void RequireFits(OutputArguments output, Image image, string path)
    {
        if (ResultFile.FindObstacle(output, path, image.Format, image.Size, image.Metadata.SourceFormat) is string obstacle)
        {
            throw new CliException(ExitCode.WrongUse, obstacle);
        }
    }

    private OutputRecord RunOne(JobArguments job, InpaintRequest template, OutputTarget target, ProgressSink? progress, CancellationToken cancellationToken)
    {
        InpaintRequest request = template with
        {
            Options = template.Options with { Fill = template.Options.Fill with { Seed = target.Seed } },
        };
        try
        {
            return RunAndWrite(job, request, target, progress, cancellationToken);
        }
        catch (Exception reason) when (job.Output.Count > 1 && !job.Gate.Chooses && reason is EngineException or ImageFileException or IOException or UnauthorizedAccessException)
        {
            // One of several: the others may still succeed, and the exit code tells.
            return new OutputRecord { Path = target.Path, Seed = target.Seed, Status = OutputStatus.Failed, Error = reason.Message };
        }
    }

    private OutputRecord RunAndWrite(JobArguments job, InpaintRequest request, OutputTarget target, ProgressSink? progress, CancellationToken cancellationToken)
    {
        long start = time.GetTimestamp();
        (InpaintRequest kept, InpaintResult result, FillVerdict? verdict) = new JobJudge(engines, time) { Eyes = Eyes }.Run(job, request, progress, cancellationToken);
        if (verdict?.Status == VerdictStatus.Blocked)
        {
            throw new CliException(ExitCode.Blocked, string.Join(' ', verdict.Reasons));
        }

        Look?.Invoke(result.Trace);
        if (verdict is not null)
        {
            Hooks.Judged?.Invoke(result.Image, verdict);
        }

        Image output = ResultFile.FitFormat(result.Image, request.Image, ResultFile.FormatOf(job.Output, target.Path, result.Image.Metadata.SourceFormat));
        WrittenFile file = ResultFile.Write(output, target.Path, job.Output, _streams, cancellationToken);
        if (target.TraceFolder is not null)
        {
            TraceFolder.Write(target.TraceFolder, job with { Fill = job.Fill with { Engine = kept.Engine } }, target, kept, result);
        }

        JobJudge.WriteHeat(target, result.Image, verdict, job.Output.Overwrite);

        Hooks.Written?.Invoke(request, output);
        return new OutputRecord
        {
            Path = target.Path,
            Seed = kept.Options.Fill.Seed,
            Status = result.IsDegraded || result.Trace.Verdict is { Reasons.Count: > 0 } || verdict?.Status == VerdictStatus.Degraded ? OutputStatus.Degraded : OutputStatus.Done,
            Format = file.Format,
            Bytes = file.Bytes,
            FileSha256 = file.Sha256,
            PixelSha256 = output == result.Image ? result.Trace.Hashes.Output : output.ComputeHash(),
            Proof = result.Proof,
            FileProof = file.Proof,
            Warnings = [.. result.Warnings, .. result.Image.Metadata.Notes, .. MetadataLoss(result.Image, file.Format, job.Output)],
            Seconds = Seconds(start),
            Trace = target.TraceFolder,
            Verdict = VerdictRecord.Of(result.Trace.Verdict),
            HeatMap = verdict is null ? null : target.HeatMap,
        };
    }

    private static IEnumerable<string> MetadataLoss(Image image, FileFormat format, OutputArguments output) =>
        !output.StripMetadata && ImageFile.FindMetadataLoss(image.Metadata, format) is string loss
            ? [$"{format.ToString().ToUpperInvariant()} files hold no {loss} here, so the written file has none."]
            : [];

    private static ResultRecord Describe(JobArguments job, InpaintRequest request, List<OutputRecord> outputs) => new()
    {
        Command = job.Workflow,
        Version = ProgramVersion.Text,
        Status = StatusOf(outputs),
        Engine = request.Engine,
        Input = InputRecord.Of(job.Source.Image, request.Image),
        Mask = MaskRecord.Of(request.Mask),
        Outputs = outputs,
        Notes = request.Notes.Count > 0 ? request.Notes : null,
        Warnings = [.. outputs.SelectMany(o => o.Warnings).Distinct()],
    };

    private static ResultStatus StatusOf(List<OutputRecord> outputs) => outputs.Count(o => o.Status == OutputStatus.Failed) switch
    {
        0 => outputs.Any(o => o.Status == OutputStatus.Degraded) ? ResultStatus.Degraded : ResultStatus.Done,
        int failed => failed == outputs.Count ? ResultStatus.Failed : ResultStatus.Partial,
    };

    private double Seconds(long start) => Math.Round(time.GetElapsedTime(start).TotalSeconds, 3);
}
