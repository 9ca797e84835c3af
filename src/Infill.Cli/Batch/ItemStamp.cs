using System.Globalization;
using System.Text;
using System.Text.Json;
using Infill.Cli.Inputs;
using Infill.Cli.Jobs;
using Infill.Cli.Reports;
using Infill.Imaging;

namespace Infill.Cli.Batch;

/// <summary>What a journal remembers of a job, to know it again.</summary>
internal static class ItemStamp
{
    /// <summary>SHA-256 over everything that decides the result's bytes but the inputs' content: workflow, options, seed, and where the inputs lie seen from the output folder.</summary>
    /// <remarks>Threads and limits are left out: a job that went through gives the same bytes under others.</remarks>
    public static string JobHash(JobArguments job, OutputFolder folder)
    {
        string masks = job.Source.MaskFolder is string own ? Place(own, folder) : "";
        JobArguments plain = job with
        {
            Source = job.Source with
            {
                Image = Place(job.Source.Image, folder),
                Mask = PlaceOfFile(job.Source, job.Source.Mask, folder),
                Exclude = PlaceOfFile(job.Source, job.Source.Exclude, folder),
                Lenient = false,
                MaxMegapixels = null,
                MaxMemoryMb = null,
            },
            Fill = job.Fill with { Threads = 0 },
            Swap = job.Swap?.File is string background ? job.Swap with { Background = Place(background, folder) } : job.Swap,
            Output = job.Output with { Path = null, Overwrite = false },
        };
        return Hash([.. JsonSerializer.SerializeToUtf8Bytes(plain, ReportJson.Plain.JobArguments), .. Encoding.UTF8.GetBytes(masks)]);
    }

    /// <summary>SHA-256 over what all items of a batch share; a folder continues only a batch that was asked for alike.</summary>
    public static string BatchHash(BatchArguments batch) => Hash(JsonSerializer.SerializeToUtf8Bytes(
        [batch.Sources.Manifest is null ? "pairs" : "manifest", batch.Workflow, .. Shared(batch)], ReportJson.Plain.StringArray));

    /// <summary>The shared options for people: "remove --seed=3".</summary>
    public static string Describe(BatchArguments batch) => string.Join(' ', [batch.Workflow, .. Shared(batch)]);

    /// <summary>Length and time of change of each file that the job reads: if one changes, the output is out of date.</summary>
    public static string InputsOf(JobArguments job) => string.Join(' ', FilesOf(job)
        .Concat(job.Unshadow?.Object is string thing && File.Exists(job.Source.MaskPath(thing)) ? [job.Source.MaskPath(thing)] : [])
        .Concat(job.Gate.Calibration is string file && File.Exists(file) ? [file] : [])
        .Select(path => new FileInfo(path))
        .Select(file => string.Create(CultureInfo.InvariantCulture, $"{file.Length}@{file.LastWriteTimeUtc:yyyyMMddTHHmmss.fffffff}")));

    /// <summary>Paths of the files that a job reads, as far as they are there and named alone, not in an expression.</summary>
    public static IReadOnlyList<string> FilesOf(JobArguments job)
    {
        SourceArguments source = job.Source;
        string?[] files = [source.Image, source.Mask is string mask ? source.MaskPath(mask) : null, source.Exclude is string exclude ? source.MaskPath(exclude) : null, job.Swap?.File];
        return [.. files.OfType<string>().Where(File.Exists)];
    }

    private static IReadOnlyList<string> Shared(BatchArguments batch) =>
        [.. batch.Words.Without(JobParser.Threads).Without("--max-megapixels").Without("--max-memory").Without("--lenient").ToArguments()];

    private static string? PlaceOfFile(SourceArguments source, string? text, OutputFolder folder) =>
        text is not null && File.Exists(source.MaskPath(text)) ? Place(source.MaskPath(text), folder) : text;

    private static string Place(string path, OutputFolder folder) =>
        Path.GetRelativePath(folder.Real, RealPath.Of(path)).Replace(Path.DirectorySeparatorChar, '/');

    private static string Hash(byte[] bytes) => Sha256.Hash(bytes);
}
