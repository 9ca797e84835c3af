using System.Text.Json;
using Infill.Cli.Commands;
using Infill.Cli.Inputs;
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

    /// <summary>Does what was asked of every input; describes if nothing else was.</summary>
    /// <param name="template">What the user asked for; its picture is the first of <paramref name="inputs"/>.</param>
    /// <param name="inputs">Files, folders and patterns, or "-".</param>
    /// <param name="voice">Where results and errors go.</param>
    /// <param name="cancellationToken">Ends the command between two files.</param>
    /// <exception cref="CliException">No mask, or an output that cannot be written. Of several inputs a failed one is told, and the others go on.</exception>
    public static ExitCode Run(MaskJob template, IReadOnlyList<string> inputs, Voice voice, CancellationToken cancellationToken)
    {
        RequirePipes(template, voice);
        IReadOnlyList<MaskJob> jobs = MaskJobs.Expand(template, inputs, out IReadOnlyList<InputFailure> failures);
        if (jobs.Count == 1 && failures.Count == 0)
        {
            JobChecks.RequirePicture(jobs[0].Source.Image);
            RequireMask(jobs[0]);
            RequireWritable(jobs[0]);
            return RunOne(jobs[0], isOneOfSeveral: false, voice, cancellationToken);
        }

        RequireMask(template);
        RequireWritable(jobs);
        var loop = new InputLoop(voice, "mask");
        loop.Begin(new JobSet { Jobs = [], Failures = failures });
        foreach (MaskJob job in jobs)
        {
            loop.Run(job.Source.Image, () =>
            {
                JobChecks.RequirePicture(job.Source.Image);
                return RunOne(job, isOneOfSeveral: true, voice, cancellationToken);
            });
        }

        return loop.End($" --mask {Shell.Quote(template.Source.Mask!)}");
    }

    private static void RequirePipes(MaskJob job, Voice voice) => StandardUse.Require(
        [new("the photo", job.Source.Image), new("--mask", job.Source.Mask)],
        [new("--output", job.Output), new("--preview", job.Preview)],
        voice.Talk.Json ? "--json" : job.Describe ? "--describe" : null,
        voice.Streams);

    private static void RequireMask(MaskJob job)
    {
        if (job.Source.Mask is null)
        {
            throw JobChecks.NoMask("mask", job.Source.Image);
        }
    }

    private static void RequireWritable(IReadOnlyList<MaskJob> jobs)
    {
        var refusals = new List<CliException>();
        foreach (MaskJob job in jobs)
        {
            try
            {
                RequireWritable(job);
            }
            catch (CliException refusal)
            {
                refusals.Add(refusal);
            }
        }

        OutputConflicts.RequireNone([.. jobs.Select(job => new JobFiles(job.Source, PathsOf(job)))], refusals);
    }

    private static void RequireWritable(MaskJob job)
    {
        var check = new OutputCheck { Overwrite = job.Overwrite, MakesFolders = (job.OutputFolder ?? job.PreviewFolder) is not null };
        foreach (string path in PathsOf(job))
        {
            OutputCheck.RequireOneFormat(path, job.Format);
            check.RequireWritable(path, [job.Source.Image, job.Source.Mask]);
        }

        MaskCandidates.Require(job);
        if (job.Output is not null && job.Preview is not null && Path.GetFullPath(job.Output) == Path.GetFullPath(job.Preview))
        {
            throw new CliException(ExitCode.WrongUse, $"The mask and its preview are both '{job.Output}'; they need different names.");
        }
    }

    private static IReadOnlyList<string> PathsOf(MaskJob job) => [.. new[] { job.Output, job.Preview }.OfType<string>()];

    private static ExitCode RunOne(MaskJob job, bool isOneOfSeveral, Voice voice, CancellationToken cancellationToken)
    {
        var files = new PictureFiles(voice.Streams, cancellationToken);
        Image image = files.Load(job.Source.Image, Limits.From(job.Source));
        using var proposed = new ProposedMasks();
        if (job.Candidates)
        {
            foreach (MaskProposal proposal in MaskCandidates.Find(job, image, proposed, cancellationToken))
            {
                Finish(MaskCandidates.Numbered(job, proposal.Candidate), image, (proposal.Mask, [proposal]), isOneOfSeveral, (voice, cancellationToken));
            }

            return ExitCode.Done;
        }

        Mask mask = MaskReader.Read(job.Source.Mask!, image, job.Source, (files, proposed));
        Finish(job, image, (mask, proposed.Made), isOneOfSeveral, (voice, cancellationToken));
        return ExitCode.Done;
    }

    private static void Finish(MaskJob job, Image image, (Mask Mask, IReadOnlyList<MaskProposal> Proposals) found, bool isOneOfSeveral, (Voice Voice, CancellationToken Token) run)
    {
        Mask mask = found.Mask;
        ShadowGrowth? shadow = job.Preparation.WithShadow ? ShadowGrowth.Find(image, mask, withPenumbra: false, withReflections: true) : null;
        if (shadow is not null)
        {
            mask = shadow.AddTo(mask);
            run.Voice.Say(shadow.Describe());
        }

        if (job.Preparation.Any())
        {
            mask = MaskPrep.Prepare(mask, RequestBuilder.ToMaskOptions(job.Preparation, FillRegion.ExactMask)).Composite;
        }

        run.Token.ThrowIfCancellationRequested();
        WarnIfEmpty(mask, run.Voice);
        WriteFiles(job, image, (mask, shadow?.Added), run.Voice, run.Token);
        if (job.Describe || run.Voice.Talk.Json || (job.Output is null && job.Preview is null))
        {
            Describe(job.Source.Image, (mask, found.Proposals), isOneOfSeveral, run.Voice);
        }
    }

    private static void WarnIfEmpty(Mask mask, Voice voice)
    {
        if (mask.CountFilled() == 0)
        {
            voice.Say("Warning: the mask is empty: no pixel is above 0, so a job would have nothing to fill. Was another --mask-polarity meant?");
        }
    }

    private static void WriteFiles(MaskJob job, Image image, (Mask Mask, Mask? Shadow) made, Voice voice, CancellationToken cancellationToken)
    {
        Mask mask = made.Mask;
        var target = new OutputArguments { Format = job.Format, Overwrite = job.Overwrite };
        MakeFolders(job);
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
            ResultFile.Write(Overlay(image, made), job.Preview, target, voice.Streams, cancellationToken);
            voice.Say($"Preview: {Share(mask)} → {StandardStreams.ShowOutput(job.Preview)}");
        }
    }

    private static Image Overlay(Image image, (Mask Mask, Mask? Shadow) made) => made.Shadow is null
        ? MaskPreview.Overlay(image, made.Mask)
        : MaskPreview.Overlay(image, MaskCombine.Subtract(made.Mask, made.Shadow), made.Shadow);

    private static void MakeFolders(MaskJob job)
    {
        foreach (string path in PathsOf(job).Where(path => !StandardStreams.Is(path)))
        {
            FolderAccess.Make(Path.GetDirectoryName(Path.GetFullPath(path))!);
        }
    }

    private static string Share(Mask mask)
    {
        long filled = mask.CountFilled();
        return $"{Numbers.Count(filled)} of {Numbers.Count(mask.Size.Area)} px ({Numbers.Percent((double)filled / mask.Size.Area)})";
    }

    private static void Describe(string input, (Mask Mask, IReadOnlyList<MaskProposal> Proposals) found, bool isOneOfSeveral, Voice voice)
    {
        Mask mask = found.Mask;
        MaskProposalRecord[] proposals = [.. found.Proposals.Select(MaskProposalRecord.Of)];
        MaskRecord record = MaskRecord.Of(mask) with { Input = input, Proposals = proposals.Length == 0 ? null : proposals };
        if (voice.Talk.Json)
        {
            voice.Output.WriteLine(JsonSerializer.Serialize(record, ReportJson.Plain.MaskRecord));
            return;
        }

        if (isOneOfSeveral)
        {
            voice.Output.WriteLine($"picture  {PathText.Show(input)}");
        }

        foreach (MaskProposalRecord proposal in proposals)
        {
            voice.Output.WriteLine($"found    candidate {proposal.Candidate}, score {Numbers.Decimal(proposal.Score)}: {proposal.Origin}");
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
