using System.Text.Json;
using Infill.Cli.Commands;
using Infill.Cli.Jobs;
using Infill.Cli.Reports;
using Infill.Imaging;
using Infill.Sessions;

namespace Infill.Cli.Sessions;

/// <summary>Writes the picture of a session, as it is or made again on a larger version of its source.</summary>
/// <param name="voice">Where results go.</param>
internal sealed class SessionExport(Voice voice)
{
    /// <summary>Largest mean difference of samples (0…1) between the source and a larger version of the same photo: sharper or recompressed, not another one.</summary>
    private const double SamePhoto = 0.06;

    /// <summary>Writes the picture.</summary>
    /// <param name="folder">The session.</param>
    /// <param name="on">A larger version of the source, on which the applied steps are made again, or null for the picture as it is.</param>
    /// <param name="output">File to write.</param>
    /// <param name="cancellationToken">Ends it; nothing is written then.</param>
    /// <exception cref="CliException">The other photo is none, or a step cannot be made at its size.</exception>
    public ExitCode Run(string folder, string? on, OutputArguments output, CancellationToken cancellationToken)
    {
        using SessionFolder session = SessionFolder.Open(folder);
        string target = output.Path!;
        OutputCheck.RequireOneFormat(target, output.Format);
        new OutputCheck { Overwrite = output.Overwrite }.RequireWritable(target, [on]);
        DirectoryInfo work = Directory.CreateTempSubdirectory("infill-session-");
        try
        {
            string file = on is null ? session.Current : Replay(session, on, work.FullName, cancellationToken);
            Image image = ImageFile.Load(file, null, cancellationToken);
            JobRunner.RequireFits(output, image, target);
            ResultFile.Write(ResultFile.FitFormat(image, image, ResultFile.FormatOf(output, target, null)), target, output, voice.Streams, cancellationToken);
            voice.Say($"{session.Log.Position} step{(session.Log.Position == 1 ? "" : "s")}, {image.Size} → {target}");
            return ExitCode.Done;
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }

    private string Replay(SessionFolder session, string on, string work, CancellationToken cancellationToken)
    {
        JobChecks.RequirePicture(on);
        Image source = ImageFile.Load(session.PathOf(session.Log.Source), null, cancellationToken), larger = ImageFile.Load(on, null, cancellationToken);
        RequireSamePhoto(source, larger, on);
        var scale = new JobScale((double)larger.Width / source.Width);
        string canvas = on;
        for (int i = 0; i < session.Log.Position; i++)
        {
            SessionStep step = session.Log.Steps[i];
            string room = Path.Combine(work, $"{i + 1}");
            Directory.CreateDirectory(room);
            ImageHeader header = ImageFile.ReadHeader(canvas);
            JobArguments job = WithFiles(session, step, (scale.Enlarge(ReadJob(session, step), i + 1), header.Size), room) with
            {
                Output = new OutputArguments { Path = Path.Combine(room, SessionRun.ResultName(header)) },
            };
            job = job with { Source = job.Source with { Image = canvas } };
            (ResultRecord result, _) = new SessionRun(voice, cancellationToken).Do(job, Directory.CreateDirectory(Path.Combine(room, "parts")).FullName);
            canvas = result.Status is ResultStatus.Done or ResultStatus.Degraded ? result.Outputs[0].Path
                : throw new CliException(ExitCode.Failed, $"Step {i + 1} ({step.Workflow}) failed on '{on}': {result.Outputs[0].Error}");
        }

        return canvas;
    }

    // The step's own masks at the picture's size, and the background as it was.
    private static JobArguments WithFiles(SessionFolder session, SessionStep step, (JobArguments Job, PixelSize Size) of, string room)
    {
        JobArguments job = of.Job;
        string? mask = step.Mask is string hash ? WriteMask(session.PathOf(hash), of.Size, Path.Combine(room, "mask.png")) : null;
        job = job with { Source = job.Source with { Mask = mask } };
        string? extra = step.Extra is string other ? Path.GetFullPath(session.PathOf(other)) : null;
        return job.Swap is SwapArguments { File: not null } swap && extra is not null ? job with { Swap = swap with { Background = extra } }
            : job.Unshadow is not null && extra is not null ? job with { Unshadow = new UnshadowArguments { Object = WriteMask(extra, of.Size, Path.Combine(room, "object.png")) } }
            : job;
    }

    private static JobArguments ReadJob(SessionFolder session, SessionStep step)
    {
        try
        {
            JobArguments job = JsonSerializer.Deserialize(File.ReadAllBytes(session.PathOf(step.Request)), ReportJson.Plain.TracedCommand)!.Job;
            return job.Swap?.FindFault() is not string fault ? job
                : throw new CliException(ExitCode.Failed, $"The request of step '{step.Note}' cannot be made again: it names {fault} that this version does not know.");
        }
        catch (JsonException reason)
        {
            throw new CliException(ExitCode.Failed, $"The request of step '{step.Note}' cannot be read: {TraceJson.Place(reason)} does not fit this version.");
        }
    }

    private static string WriteMask(string file, PixelSize size, string target)
    {
        Mask mask = ImageFile.LoadMask(file);
        ImageFile.Save(MaskImage.ToImage16(mask.Size == size ? mask : Enlarge(mask, size)), target);
        return target;
    }

    private static Mask Enlarge(Mask mask, PixelSize size)
    {
        var plane = new FloatImage(1, mask.Size);
        mask.Crop(mask.Size.Bounds).Values.CopyTo(plane.Values, 0);
        var enlarged = new Mask(size);
        float[] values = Lanczos.Resize(plane, size).Values;
        for (int i = 0; i < values.Length; i++)
        {
            enlarged.Values[i] = Math.Clamp(values[i], 0f, 1f);
        }

        return enlarged;
    }

    private static void RequireSamePhoto(Image source, Image larger, string path)
    {
        double x = (double)larger.Width / source.Width, y = (double)larger.Height / source.Height;
        if (x < 1 || y < 1 || Math.Abs(x - y) * Math.Max(source.Width, source.Height) > Math.Max(x, 2))
        {
            throw new CliException(ExitCode.WrongUse, $"'{path}' is {larger.Size}, the session's source {source.Size}; expected a larger version of the same photo, of the same shape.");
        }

        FloatImage small = ColorProfile.ToSrgb(AreaResample.Reduce(larger, source.Size), source.Size.Bounds), own = ColorProfile.ToSrgb(source, source.Size.Bounds);
        double sum = 0;
        int count = (int)(3 * source.Size.Area);
        for (int i = 0; i < count; i++)
        {
            sum += Math.Abs(small.Values[i] - own.Values[i]);
        }

        if (sum / count > SamePhoto)
        {
            throw new CliException(ExitCode.WrongUse, $"'{path}' shows something else than the session's source: their samples differ by {100 * sum / count:0.0} % in the mean, at most {100 * SamePhoto:0} % are expected of the same photo.");
        }
    }
}
