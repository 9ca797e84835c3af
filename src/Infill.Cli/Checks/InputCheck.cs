using Infill.Cli.Jobs;
using Infill.Cli.Reports;
using Infill.Cli.Streams;
using Infill.Imaging;
using Infill.Workflows.Products;

namespace Infill.Cli.Checks;

/// <summary>Looks at one input as a run would, without running.</summary>
/// <param name="engine">The job's engine.</param>
/// <param name="files">Where pictures come from.</param>
/// <param name="decodes">True decodes picture and masks as well.</param>
internal sealed class InputCheck(EngineCheck engine, PictureFiles files, bool decodes)
{
    private readonly ProblemList _problems = new();
    private readonly List<string> _warnings = [];

    /// <summary>What is known of the input. One instance serves one input.</summary>
    /// <param name="job">The job; mask and output may be missing, then they are not looked at.</param>
    /// <param name="conflicts">What is wrong with its output besides.</param>
    public CheckRecord Look(JobArguments job, IEnumerable<CliException> conflicts)
    {
        bool isThere = _problems.Try(() => JobChecks.RequirePicture(job.Source.Image));
        bool isUsable = _problems.Try(() => engine.Require(job));
        LookAtOutput(job, conflicts);
        ImageHeader? header = isThere ? _problems.Try(() => files.ReadHeader(job.Source.Image, Limits.From(job.Source))) : null;
        Image? image = header is null ? null : LookAtPicture(job, header);
        (MaskLookRecord? mask, Mask? drawn) = LookAtMask(job.Source.Mask, job.Source, header, image);
        LookAtBackground(job);
        (MaskLookRecord? exclude, _) = LookAtMask(job.Source.Exclude, job.Source, header, image);
        if (header is not null)
        {
            LookAtFit(job, header);
            AddReasons(drawn is null ? [] : FindMaskReasons(job, drawn, header.Size));
            AddReasons(RequestValidator.FindGuideReasons(RequestBuilder.Guides(job, 0, 0), header.Size));
            isUsable = AddReasons(RequestValidator.FindOptionReasons(RequestBuilder.ToOptions(job, keepStages: false), header.Size)) && isUsable;
        }

        bool runsEngine = job.Swap is null || job.Swap.Prompt is not null;
        EngineLookRecord? look = runsEngine && isUsable && header is not null ? _problems.Try(() => engine.Look(job, header.Size, drawn)) : null;
        return new CheckRecord
        {
            Input = job.Source.Image,
            Status = _problems.Found.Count == 0 ? CheckStatus.Ok : CheckStatus.Failed,
            ExitCode = (int)_problems.Code,
            Decoded = decodes,
            Engine = look,
            Picture = header is null ? null : HeaderRecord.Of(header),
            Mask = mask,
            Exclude = exclude,
            Problems = _problems.Found,
            Warnings = [.. _warnings.Distinct()],
        };
    }

    private void LookAtOutput(JobArguments job, IEnumerable<CliException> conflicts)
    {
        if (job.Output.Path is not null)
        {
            _problems.Try(() => OutputPlan.Make(job, touches: false));
        }

        foreach (CliException conflict in conflicts)
        {
            _problems.Try(() => throw conflict);
        }
    }

    private void LookAtBackground(JobArguments job)
    {
        if (job.Swap?.File is string path && File.Exists(path))
        {
            _problems.Try(() => decodes ? (object)files.Load(path, Limits.From(job.Source)) : files.ReadHeader(path, Limits.From(job.Source)));
        }
    }

    private IEnumerable<string> FindMaskReasons(JobArguments job, Mask drawn, PixelSize picture) => job.Swap is null
        ? RequestValidator.FindMaskReasons(drawn, picture, engine.Engines.Find(job.Fill.Engine))
        : new[] { SwapBackground.FindReason(drawn, picture) }.OfType<string>();

    // Each mask to its end before the next: that is the order in which a run meets them.
    private (MaskLookRecord? Look, Mask? Drawn) LookAtMask(string? text, SourceArguments source, ImageHeader? picture, Image? image)
    {
        if (text is null)
        {
            return (null, null);
        }

        int before = _problems.Found.Count;
        MaskLookRecord? look = new MaskCheck(source, files, _problems).Look(text, picture, out Mask? drawn);
        if (image is not null && _problems.Found.Count == before)
        {
            drawn = _problems.Try(() => MaskReader.Read(text, image, source, files));
            look = drawn is null ? look : look! with { FilledPixels = drawn.CountFilled() };
        }

        return (look, drawn);
    }

    private void LookAtFit(JobArguments job, ImageHeader header)
    {
        bool isAsked = job.Output.Path is not null || job.Output.Format is not null;
        if (isAsked && ResultFile.FindObstacle(job.Output, job.Output.Path ?? StandardStreams.Name, header.Format, header.Size, header.FileFormat) is string obstacle)
        {
            _problems.Add(ExitCode.WrongUse, obstacle);
        }
    }

    private Image? LookAtPicture(JobArguments job, ImageHeader header)
    {
        Image? image = decodes ? _problems.Try(() => files.Load(job.Source.Image, Limits.From(job.Source))) : null;
        if (image is not null)
        {
            _warnings.AddRange(image.Metadata.Warnings);
            _warnings.AddRange(image.Metadata.Notes);
        }
        else if (header.Frames > 1)
        {
            _warnings.Add($"{job.Source.Image} has {header.Frames} frames or pages; only the first is read.");
        }

        return image;
    }

    private bool AddReasons(IEnumerable<string> reasons)
    {
        string[] all = [.. reasons];
        if (all.Length > 0)
        {
            _problems.Try(() => throw new InvalidRequestException(all));
        }

        return all.Length == 0;
    }
}
