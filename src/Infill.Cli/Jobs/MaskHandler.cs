using System.Text.Json;
using Infill.Cli.Commands;
using Infill.Cli.Reports;
using Infill.Cli.Streams;
using Infill.Imaging;
using Infill.Masks;
using Infill.Workflows;

namespace Infill.Cli.Jobs;

/// <summary>Makes a mask, then writes, previews and describes it.</summary>
internal static class MaskHandler
{
    /// <summary>Regions that the text lists, the largest first; JSON has up to 1000.</summary>
    private const int ListedRegions = 20;

    /// <summary>Does what was asked; describes if nothing else was.</summary>
    /// <exception cref="CliException">No mask, or an output that cannot be written.</exception>
    public static ExitCode Run(MaskJob job, Voice voice, CancellationToken cancellationToken)
    {
        RequireRunnable(job, voice);
        var files = new PictureFiles(voice.Streams, cancellationToken);
        Image image = files.Load(job.Source.Image, Limits.From(job.Source));
        Mask mask = MaskReader.Read(job.Source.Mask!, image, job.Source, files);
        if (job.Preparation.Any())
        {
            mask = MaskPrep.Prepare(mask, RequestBuilder.ToMaskOptions(job.Preparation, FillRegion.ExactMask)).Composite;
        }

        cancellationToken.ThrowIfCancellationRequested();
        WarnIfEmpty(mask, voice);
        WriteFiles(job, image, mask, voice, cancellationToken);
        if (job.Describe || voice.Talk.Json || (job.Output is null && job.Preview is null))
        {
            Describe(mask, voice);
        }

        return ExitCode.Done;
    }

    private static void RequireRunnable(MaskJob job, Voice voice)
    {
        JobChecks.RequirePicture(job.Source.Image);
        if (job.Source.Mask is null)
        {
            throw JobChecks.NoMask("mask", job.Source.Image);
        }

        (string Name, string? Path)[] outputs = [("--output", job.Output), ("--preview", job.Preview)];
        string? text = voice.Talk.Json ? "--json" : job.Describe ? "--describe" : null;
        StandardUse.Require([("the photo", job.Source.Image), ("--mask", job.Source.Mask)], outputs, text, voice.Streams);
        foreach (string path in outputs.Select(o => o.Path).OfType<string>())
        {
            OutputCheck.RequireOneFormat(path, job.Format);
            OutputCheck.RequireWritable(path, [job.Source.Image, job.Source.Mask], job.Overwrite);
        }

        if (job.Output is not null && job.Preview is not null && Path.GetFullPath(job.Output) == Path.GetFullPath(job.Preview))
        {
            throw new CliException(ExitCode.WrongUse, $"--output and --preview are both '{job.Output}'; they need different names.");
        }
    }

    private static void WarnIfEmpty(Mask mask, Voice voice)
    {
        if (mask.CountFilled() == 0)
        {
            voice.Say("Warning: the mask is empty: no pixel is above 0, so a job would have nothing to fill. Was another --mask-polarity meant?");
        }
    }

    private static void WriteFiles(MaskJob job, Image image, Mask mask, Voice voice, CancellationToken cancellationToken)
    {
        var target = new OutputArguments { Format = job.Format, Overwrite = job.Overwrite };
        if (job.Output is not null)
        {
            ResultFile.Write(MaskImage.ToImage16(mask), job.Output, target, voice.Streams, cancellationToken);
            voice.Say($"Mask: {Share(mask)} → {StandardStreams.ShowOutput(job.Output)}");
        }

        if (job.Preview is not null)
        {
            // An overlay has more colours than the 256 of a GIF.
            FileFormat likeInput = image.Metadata.SourceFormat is { } source and not FileFormat.Gif ? source : FileFormat.Png;
            target = target with { Format = job.Format ?? ImageFile.FormatFromExtension(job.Preview) ?? likeInput };
            ResultFile.Write(MaskPreview.Overlay(image, mask), job.Preview, target, voice.Streams, cancellationToken);
            voice.Say($"Preview: {Share(mask)} → {StandardStreams.ShowOutput(job.Preview)}");
        }
    }

    private static string Share(Mask mask)
    {
        long filled = mask.CountFilled();
        return $"{Numbers.Count(filled)} of {Numbers.Count(mask.Size.Area)} px ({Numbers.Percent((double)filled / mask.Size.Area)})";
    }

    private static void Describe(Mask mask, Voice voice)
    {
        MaskRecord record = MaskRecord.Of(mask);
        if (voice.Talk.Json)
        {
            voice.Output.WriteLine(JsonSerializer.Serialize(record, ReportJson.Plain.MaskRecord));
            return;
        }

        voice.Output.WriteLine($"size     {mask.Size}");
        voice.Output.WriteLine($"filled   {Share(mask)}");
        voice.Output.WriteLine($"soft     {Numbers.Count(record.SoftPixels)} px");
        voice.Output.WriteLine($"regions  {record.RegionCount}");
        foreach (RegionRecord region in record.Regions.Take(ListedRegions))
        {
            voice.Output.WriteLine($"         {region.Width}×{region.Height} at ({region.X}, {region.Y}), {Numbers.Count(region.Pixels)} px");
        }
    }
}
