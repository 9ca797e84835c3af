using System.Text.Json;
using Infill.Cli.Commands;
using Infill.Cli.Jobs;
using Infill.Cli.Reports;
using Infill.Cli.Streams;
using Infill.Engines;
using Infill.Imaging;
using Infill.Quality;
using Infill.Quality.Refining;

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
        StandardUse.Require([new("--input", replay.Input)], [new("--output", replay.Output)], voice.Talk.Json ? "--json" : null, voice.Streams);
        if (replay.Output is not null)
        {
            OutputCheck.RequireOneFormat(replay.Output, replay.Format);
            new OutputCheck { Overwrite = replay.Overwrite }.RequireWritable(replay.Output, [job.Source.Image]);
        }

        IReadOnlyList<string> differences = TraceEnvironment.Capture().DifferencesTo(record.Trace.Environment);
        foreach (string difference in differences)
        {
            voice.Say($"Bytes may differ: {difference}.");
        }

        using EngineShelf shelf = new EngineShelf();
        EngineCatalog engines = shelf.For(job);
        RequireSameModel(record.Trace.Model, engines.Find(job.Fill.Engine)?.Model);
        InpaintRequest request = Rebuild(record, replay, job, new PictureFiles(voice.Streams, cancellationToken));
        InpaintResult result = ProgressDisplay.Run(
            voice, job.Source.Image, 1, progress => Repeat(record.Trace, request, engines, progress, cancellationToken));
        if (voice.IsVerbose)
        {
            VerboseReport.Describe(result.Trace, job.Fill.EngineReason).ToList().ForEach(voice.Say);
        }

        if (replay.Output is not null)
        {
            OutputArguments target = Target(job.Output, replay);
            Image image = ResultFile.FitFormat(result.Image, request.Image, ResultFile.FormatOf(target, replay.Output, result.Image.Metadata.SourceFormat));
            ResultFile.Write(image, replay.Output, target, voice.Streams, cancellationToken);
        }

        return Report(record.Trace, result, differences, replay, voice);
    }

    // A refined picture is the first fill with the passes that were kept on top; nobody has to judge again.
    private static InpaintResult Repeat(Trace recorded, InpaintRequest request, EngineCatalog engines, ProgressSink? progress, CancellationToken cancellationToken) =>
        recorded.Verdict?.Refinement is TraceRefinement refinement
            ? new Refiner(engines, new Gate()).Repeat(request, refinement, progress, cancellationToken)
            : new Inpainter(engines).Run(request, progress, cancellationToken);

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

    // A name that has an extension chooses the format itself; the recorded one is for names that say nothing.
    private static OutputArguments Target(OutputArguments recorded, ReplayJob replay) => recorded with
    {
        Format = replay.Format ?? (ImageFile.FormatFromExtension(replay.Output!) is null ? recorded.Format : null),
        Overwrite = replay.Overwrite,
    };

    /// <summary>The recorded job with files where they are today: the masks from the trace's folder if they lie there.</summary>
    private static JobArguments Relocate(TraceRecord record, ReplayJob replay, string folder)
    {
        JobArguments job = record.Command.Job;
        string image = Locate(record, replay, folder);
        string mask = Path.Combine(folder, TraceFolder.MaskName);
        string exclude = Path.Combine(folder, TraceFolder.ExcludeName);

        // Relighting and swapping make a mask of their own, which is what they change; the user's is asked for again.
        bool hasMask = File.Exists(mask) && job.Unshadow is null && job.Swap is null;
        return job with
        {
            // The mask in the trace's folder has its shadow already.
            Mask = job.Mask with { WithShadow = job.Mask.WithShadow && !hasMask },
            Source = job.Source with
            {
                Image = image,
                Mask = hasMask ? mask : RequireNotPiped("mask", mask, job.Source.Mask),
                Polarity = hasMask ? null : job.Source.Polarity,
                Exclude = job.Source.Exclude is not null && File.Exists(exclude) ? exclude : RequireNotPiped("exclusion", exclude, job.Source.Exclude),
            },
        };
    }

    private static string? RequireNotPiped(string what, string copy, string? recorded) => StandardStreams.Is(recorded)
        ? throw new CliException(ExitCode.Failed, $"The traced {what} came through stdin, and its copy '{copy}' is gone.", AnotherTrace)
        : recorded;

    /// <summary>Only <c>--input -</c> reads stdin: what the trace says of it is gone.</summary>
    private static string Locate(TraceRecord record, ReplayJob replay, string folder)
    {
        if (StandardStreams.Is(replay.Input))
        {
            return StandardStreams.Name;
        }

        string recorded = record.Trace.Files?.Input ?? record.Command.Job.Source.Image;
        string[] places = replay.Input is not null ? [replay.Input]
            : StandardStreams.Is(recorded) ? []
            : [recorded, Path.GetFullPath(record.Command.InputFromTrace, folder)];
        return places.FirstOrDefault(File.Exists) ?? throw new CliException(
            ExitCode.Failed,
            places.Length == 0
                ? "The traced picture came through stdin; --input says where it is (- for stdin again)."
                : $"There is no picture '{places[0]}'; --input says where it is.",
            $"infill replay {Shell.Quote(replay.Trace)} --input PHOTO");
    }

    private static InpaintRequest Rebuild(TraceRecord record, ReplayJob replay, JobArguments job, PictureFiles files)
    {
        Image image = files.Load(job.Source.Image, Limits.From(job.Source));
        InpaintRequest request = RequestBuilder.Build(job, image, keepStages: false, files);
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

    private static void RequireSameModel(EngineModel? recorded, EngineModel? found)
    {
        if (recorded?.Fingerprint != found?.Fingerprint)
        {
            throw new CliException(
                ExitCode.Failed,
                $"The model '{recorded?.Path ?? found?.Path}' is not the recorded one: its fingerprint is {found?.Fingerprint ?? "missing"}, the trace has {recorded?.Fingerprint ?? "none"}.",
                AnotherTrace);
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
