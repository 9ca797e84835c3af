using System.Text.Json;
using Infill.Cli.Commands;
using Infill.Cli.Jobs;
using Infill.Cli.Reports;
using Infill.Engines;
using Infill.Imaging;

namespace Infill.Cli.Traces;

/// <summary>Runs a traced job again and compares the pixels.</summary>
internal static class ReplayHandler
{
    /// <summary>Bytes; a trace of 1,000 regions has about 2 MB.</summary>
    private const long LargestTrace = 64L << 20;

    private const string AnotherTrace = "infill remove PHOTO --mask MASK --output out.png --trace trace";

    /// <summary>Done if the pixels are the recorded ones, failed if they differ.</summary>
    /// <exception cref="CliException">No trace, or picture or mask are not the recorded ones.</exception>
    public static ExitCode Run(ReplayJob replay, Voice voice, CancellationToken cancellationToken)
    {
        string path = Directory.Exists(replay.Trace) ? Path.Combine(replay.Trace, TraceFolder.RecordName) : replay.Trace;
        TraceRecord record = Read(path);
        JobArguments job = Relocate(record, replay, Path.GetDirectoryName(Path.GetFullPath(path))!);
        if (replay.Output is not null)
        {
            OutputCheck.RequireWritable(replay.Output, [job.Source.Image], replay.Overwrite);
        }

        IReadOnlyList<string> differences = TraceEnvironment.Capture().DifferencesTo(record.Trace.Environment);
        foreach (string difference in differences)
        {
            voice.Say($"Bytes may differ: {difference}.");
        }

        InpaintRequest request = Rebuild(record, replay, job, cancellationToken);
        InpaintResult result = ProgressDisplay.Run(
            voice, job.Source.Image, 1, progress => new Inpainter(BuiltInEngines.CreateCatalog()).Run(request, progress, cancellationToken));
        if (voice.IsVerbose)
        {
            VerboseReport.Describe(result.Trace).ToList().ForEach(voice.Say);
        }

        if (replay.Output is not null)
        {
            ResultFile.Write(result.Image, replay.Output, job.Output with { Overwrite = replay.Overwrite }, cancellationToken);
        }

        return Report(record.Trace, result, differences, replay, voice);
    }

    private static TraceRecord Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new CliException(ExitCode.Failed, $"There is no trace '{path}'.", AnotherTrace);
        }

        // Pipes and devices have length 0, too: reading one could wait for ever or never end.
        if (new FileInfo(File.ResolveLinkTarget(Path.GetFullPath(path), returnFinalTarget: true)?.FullName ?? path).Length is 0 or > LargestTrace)
        {
            throw new CliException(ExitCode.Failed, $"'{path}' cannot be replayed: it is empty, no regular file, or above {LargestTrace >> 20} MiB.");
        }

        try
        {
            return TraceRecord.Deserialize(File.ReadAllText(path));
        }
        catch (InvalidDataException reason)
        {
            throw new CliException(ExitCode.Failed, $"'{path}' cannot be replayed: {reason.Message}");
        }
    }

    /// <summary>The recorded job with files where they are today: the masks from the trace's folder if they lie there.</summary>
    private static JobArguments Relocate(TraceRecord record, ReplayJob replay, string folder)
    {
        JobArguments job = record.Command.Job;
        string[] places = [replay.Input ?? record.Trace.Files?.Input ?? job.Source.Image, Path.GetFullPath(record.Command.InputFromTrace, folder)];
        string? image = (replay.Input is null ? places : places[..1]).FirstOrDefault(File.Exists) ?? throw new CliException(
            ExitCode.Failed, $"There is no picture '{places[0]}'; --input says where it is.", $"infill replay {Shell.Quote(replay.Trace)} --input PHOTO");
        string mask = Path.Combine(folder, TraceFolder.MaskName);
        string exclude = Path.Combine(folder, TraceFolder.ExcludeName);
        bool hasMask = File.Exists(mask);
        return job with
        {
            Source = job.Source with
            {
                Image = image,
                Mask = hasMask ? mask : job.Source.Mask,
                Polarity = hasMask ? null : job.Source.Polarity,
                Exclude = job.Source.Exclude is null || !File.Exists(exclude) ? job.Source.Exclude : exclude,
            },
        };
    }

    private static InpaintRequest Rebuild(TraceRecord record, ReplayJob replay, JobArguments job, CancellationToken cancellationToken)
    {
        Image image = ImageFile.Load(job.Source.Image, Limits.From(job.Source), cancellationToken);
        InpaintRequest request = RequestBuilder.Build(job, image, keepStages: false);
        TraceHashes recorded = record.Trace.Hashes;
        RequireSame("picture", job.Source.Image, request.Image.ComputeHash(), recorded.Input);
        RequireSame("mask", job.Source.Mask ?? "", request.Mask.ComputeHash(), recorded.Mask);
        RequireSame("exclusion", job.Source.Exclude ?? "", request.Exclude?.ComputeHash(), recorded.Exclude);

        // The recorded options, not today's defaults: a newer version may choose others.
        InpaintOptions options = record.Trace.Options with { KeepStages = false };
        return request with
        {
            Options = options with { Fill = options.Fill with { Threads = replay.Threads ?? options.Fill.Threads } },
        };
    }

    private static void RequireSame(string what, string path, string? found, string? recorded)
    {
        if (found != recorded)
        {
            throw new CliException(
                ExitCode.Failed,
                $"The {what} '{path}' is not the recorded one: its pixels have SHA-256 {found}, the trace has {recorded}.",
                what == "picture" ? "infill replay TRACE --input PHOTO" : AnotherTrace);
        }
    }

    private static ExitCode Report(Trace recorded, InpaintResult result, IReadOnlyList<string> differences, ReplayJob replay, Voice voice)
    {
        var record = new ReplayRecord
        {
            SameBytes = result.Trace.Hashes.Output == recorded.Hashes.Output,
            RecordedSha256 = recorded.Hashes.Output,
            ReplayedSha256 = result.Trace.Hashes.Output,
            Differences = differences,
            Output = replay.Output,
            Seconds = result.Trace.Times.Seconds,
        };
        if (voice.Talk.Json)
        {
            voice.Output.WriteLine(JsonSerializer.Serialize(record, ReportJson.Plain.ReplayRecord));
        }

        if (record.SameBytes)
        {
            voice.Say($"Same bytes: the replay gives the recorded pixels (SHA-256 {record.ReplayedSha256}).");
            return ExitCode.Done;
        }

        voice.Error.WriteLine($"infill: Other bytes: the replay has SHA-256 {record.ReplayedSha256}, the trace {record.RecordedSha256}.");
        voice.Error.WriteLine(differences.Count > 0
            ? $"It ran elsewhere: {string.Join("; ", differences)}."
            : "Machine and versions are the recorded ones: the trace was changed, or this is a bug in Infill.");
        voice.Error.WriteLine($"Try: {AnotherTrace}");
        return ExitCode.Failed;
    }
}
