using Infill.Engines;
using Infill.Imaging;
using Infill.Server.Jobs;

namespace Infill.Server.Running;

/// <summary>Does one job: reads, fills, encodes, proves, stores. The same stages as the command line's.</summary>
/// <param name="maker">From the job to the request.</param>
/// <param name="engines">Where the engine is found.</param>
/// <param name="blobs">Where results go.</param>
/// <param name="time">Clock.</param>
internal sealed class JobRun(RequestMaker maker, EngineCatalog engines, IBlobStore blobs, TimeProvider time)
{
    private static readonly LoadOptions Unlimited = new() { MaxPixels = long.MaxValue, MaxBytes = long.MaxValue, Lenient = true };

    private readonly Inpainter _inpainter = new(engines, time);

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
        for (int i = 0; i < job.Spec.Output.Count; i++)
        {
            progress.Output = i + 1;
            outputs.Add(RunOne(job.Spec, WithSeed(request, SeedOf(job.Spec, i)), progress, holds, cancellationToken));
        }

        return new JobResult
        {
            State = outputs.Exists(output => output.Warnings.Count > 0) ? JobState.Degraded : JobState.Succeeded,
            Outputs = outputs,
            Mask = MaskFacts.Of(request.Mask),
            Seconds = Math.Round(time.GetElapsedTime(start).TotalSeconds, 3),
        };
    }

    /// <summary>The seed of a fill; after the largest comes 0.</summary>
    /// <param name="spec">The job.</param>
    /// <param name="index">0 for the first fill.</param>
    public static int SeedOf(JobSpec spec, int index) => (int)(((uint)spec.Options.Fill.Seed + (uint)index) & FillOptions.MaxSeed);

    /// <summary>Format that the results of a job have.</summary>
    /// <param name="spec">The job.</param>
    /// <param name="source">Format of its picture, or null.</param>
    public static FileFormat FormatOf(JobSpec spec, FileFormat? source) => spec.Output.Format ?? source ?? FileFormat.Png;

    private static InpaintRequest WithSeed(InpaintRequest request, int seed) =>
        request with { Options = request.Options with { Fill = request.Options.Fill with { Seed = seed } } };

    private JobOutput RunOne(JobSpec spec, InpaintRequest request, RunProgressSink progress, List<BlobHold> holds, CancellationToken cancellationToken)
    {
        InpaintResult result = _inpainter.Run(request, progress, cancellationToken);
        FileFormat format = FormatOf(spec, request.Image.Metadata.SourceFormat);
        Image output = format == FileFormat.Gif ? PaletteFit.ToSourceColors(result.Image, request.Image) : result.Image;
        output = spec.Output.OnlyColour ? output.WithMetadata(PlainMetadata.Of(output.Metadata)) : output;
        byte[] bytes = ImageFile.Encode(output, format, new SaveOptions { Format = format, JpegQuality = spec.Output.JpegQuality, StripMetadata = spec.Output.StripMetadata });
        FileProofCheck.Require(output, () => ImageFile.Load(bytes, Unlimited, cancellationToken), format);
        cancellationToken.ThrowIfCancellationRequested();
        BlobHold hold = Patience.Write(
            () =>
            {
                // From memory nothing is awaited; the run has its own thread.
                using var content = new MemoryStream(bytes);
                return blobs.PutAsync(content, bytes.Length, inspect: null, CancellationToken.None).GetAwaiter().GetResult();
            },
            cancellationToken);
        holds.Add(hold);
        return new JobOutput
        {
            Sha256 = hold.Sha256,
            PixelSha256 = format != FileFormat.Gif ? result.Trace.Hashes.Output : output.ComputeHash(),
            Format = format,
            Bytes = bytes.Length,
            Size = output.Size,
            Seed = request.Options.Fill.Seed,
            Proof = result.Proof,
            Warnings = [.. result.Warnings, .. result.Image.Metadata.Notes],
        };
    }
}
