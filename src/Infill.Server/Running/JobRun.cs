using Infill.Imaging;
using Infill.Quality;
using Infill.Server.Jobs;
using Infill.Server.Telemetry;

namespace Infill.Server.Running;

/// <summary>Does one job: reads, fills, judges, encodes, proves, stores. The same stages as the command line's.</summary>
/// <param name="maker">From the job to the request.</param>
/// <param name="judge">Fills as the job's gate wants it.</param>
/// <param name="blobs">Where results go.</param>
/// <param name="time">Clock.</param>
internal sealed class JobRun(RequestMaker maker, RunJudge judge, IBlobStore blobs, TimeProvider time)
{
    private static readonly LoadOptions Unlimited = new() { MaxPixels = long.MaxValue, MaxBytes = long.MaxValue, Lenient = true };

    /// <summary>Told of every fill; null = nobody counts.</summary>
    public ServerMeter? Meter { get; init; }

    /// <summary>What reads and writes go through.</summary>
    public StorePatience Patience { get; init; } = new(_ => { });

    /// <summary>Runs the job to its end.</summary>
    /// <param name="job">The job, taken from the queue.</param>
    /// <param name="progress">Told of every step.</param>
    /// <param name="holds">Gets the results' files, held; the caller lets go after the end is written down.</param>
    /// <param name="cancellationToken">Ends the run within a step.</param>
    /// <exception cref="Exception">Whatever kept the job from its results.</exception>
    public JobResult Execute(Job job, RunProgressSink progress, List<BlobHold> holds, CancellationToken cancellationToken)
    {
        long start = time.GetTimestamp();
        InpaintRequest request = Patience.Read(() => maker.Make(job.Spec, cancellationToken), cancellationToken);
        var outputs = new List<JobOutput>();
        for (int i = 0; i < job.Spec.Files; i++)
        {
            progress.Output = i + 1;
            (InpaintRequest kept, InpaintResult result, FillVerdict? verdict) = judge.Run(job.Spec, WithSeed(request, SeedOf(job.Spec, i)), progress, cancellationToken);
            Meter?.Fill(result.Trace);
            if (verdict?.Status == VerdictStatus.Blocked)
            {
                return JobEnds.Blocked(string.Join(' ', verdict.Reasons), Seconds(start));
            }

            JobOutput output = Keep(job.Spec, kept, result, holds, cancellationToken);
            outputs.Add(output with
            {
                IsDegraded = result.IsDegraded || result.Trace.Verdict is { Reasons.Count: > 0 } || verdict?.Status == VerdictStatus.Degraded,
                Verdict = result.Trace.Verdict,
                HeatMap = verdict is not null && job.Spec.Gate is { HasHeatMap: true } ? Put(ImageFile.Encode(HeatMap.Draw(result.Image, verdict.Heat), FileFormat.Png), holds, cancellationToken) : null,
            });
        }

        return new JobResult
        {
            State = outputs.Exists(output => output.IsDegraded) ? JobState.Degraded : JobState.Succeeded,
            Outputs = outputs,
            Mask = MaskFacts.Of(request.Mask),
            Notes = request.Notes.Count > 0 ? request.Notes : null,
            Seconds = Seconds(start),
        };
    }

    /// <summary>The seed of a fill; after the largest comes 0.</summary>
    /// <param name="spec">The job.</param>
    /// <param name="index">0 for the first fill.</param>
    public static int SeedOf(JobSpec spec, int index) => spec.Options.Fill.SeedAfter(index);

    /// <summary>Format that the results of a job have.</summary>
    /// <param name="spec">The job.</param>
    /// <param name="source">Format of its picture, or null.</param>
    public static FileFormat FormatOf(JobSpec spec, FileFormat? source) => spec.Output.Format ?? (source is FileFormat own && !IsTooPoor(spec, own) ? own : FileFormat.Png);

    // A palette was chosen for the old background, and a JPEG knows no transparency.
    private static bool IsTooPoor(JobSpec spec, FileFormat format) =>
        spec.Swap is SwapSpec swap && (format == FileFormat.Gif || (format == FileFormat.Jpeg && swap.Read().IsClear));

    private static InpaintRequest WithSeed(InpaintRequest request, int seed) =>
        request with { Options = request.Options with { Fill = request.Options.Fill with { Seed = seed } } };

    private JobOutput Keep(JobSpec spec, InpaintRequest kept, InpaintResult result, List<BlobHold> holds, CancellationToken cancellationToken)
    {
        FileFormat format = FormatOf(spec, kept.Image.Metadata.SourceFormat);
        Image output = format == FileFormat.Gif ? PaletteFit.ToSourceColors(result.Image, kept.Image) : result.Image;
        output = spec.Output.OnlyColour ? output.WithMetadata(PlainMetadata.Of(output.Metadata)) : output;
        byte[] bytes = ImageFile.Encode(output, format, new SaveOptions { Format = format, JpegQuality = spec.Output.JpegQuality, StripMetadata = spec.Output.StripMetadata });
        FileProofCheck.Require(output, () => ImageFile.Load(bytes, Unlimited, cancellationToken), format);
        cancellationToken.ThrowIfCancellationRequested();
        return new JobOutput
        {
            Sha256 = Put(bytes, holds, cancellationToken),
            PixelSha256 = format != FileFormat.Gif ? result.Trace.Hashes.Output : output.ComputeHash(),
            Format = format,
            Bytes = bytes.Length,
            Size = output.Size,
            Seed = kept.Options.Fill.Seed,
            Proof = result.Proof,
            Warnings = [.. result.Warnings, .. result.Image.Metadata.Notes],
        };
    }

    private string Put(byte[] bytes, List<BlobHold> holds, CancellationToken cancellationToken)
    {
        BlobHold hold = Patience.Write(
            () =>
            {
                // From memory nothing is awaited; the run has its own thread.
                using var content = new MemoryStream(bytes);
                return blobs.PutAsync(content, bytes.Length, inspect: null, CancellationToken.None).GetAwaiter().GetResult();
            },
            cancellationToken);
        holds.Add(hold);
        return hold.Sha256;
    }

    private double Seconds(long start) => Math.Round(time.GetElapsedTime(start).TotalSeconds, 3);
}
