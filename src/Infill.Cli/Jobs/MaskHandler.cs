using System.Text.Json;
using Infill.Cli.Commands;
using Infill.Cli.Reports;
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
        JobChecks.RequirePicture(job.Source.Image);
        if (job.Source.Mask is null)
        {
            throw JobChecks.NoMask("mask", job.Source.Image);
        }

        foreach (string path in new[] { job.Output, job.Preview }.OfType<string>())
        {
            OutputCheck.RequireWritable(path, [job.Source.Image, job.Source.Mask], job.Overwrite);
        }

        if (job.Output is not null && job.Preview is not null && Path.GetFullPath(job.Output) == Path.GetFullPath(job.Preview))
        {
            throw new CliException(ExitCode.WrongUse, $"--output and --preview are both '{job.Output}'; they need different names.");
        }

        Image image = ImageFile.Load(job.Source.Image, Limits.From(job.Source), cancellationToken);
        Mask mask = MaskReader.Read(job.Source.Mask, image, job.Source);
        if (job.Preparation.Any())
        {
            mask = MaskPrep.Prepare(mask, RequestBuilder.ToMaskOptions(job.Preparation, FillRegion.ExactMask)).Composite;
        }

        cancellationToken.ThrowIfCancellationRequested();
        WriteFiles(job, image, mask, voice);
        if (job.Describe || voice.Talk.Json || (job.Output is null && job.Preview is null))
        {
            Describe(mask, voice);
        }

        return ExitCode.Done;
    }

    private static void WriteFiles(MaskJob job, Image image, Mask mask, Voice voice)
    {
        var options = new SaveOptions { Overwrite = job.Overwrite };
        if (job.Output is not null)
        {
            ImageFile.Save(MaskImage.ToImage16(mask), job.Output, options);
            voice.Say($"Mask: {Share(mask)} → {job.Output}");
        }

        if (job.Preview is not null)
        {
            ImageFile.Save(MaskPreview.Overlay(image, mask), job.Preview, options);
            voice.Say($"Preview: {Share(mask)} → {job.Preview}");
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
