using Infill.Cli.Options;
using Infill.Cli.Streams;
using Infill.Engines;
using Infill.Imaging;
using Infill.Masks;
using Infill.Tiles;
using Infill.Workflows;

namespace Infill.Cli.Jobs;

/// <summary>From a job's arguments and its picture to the request that the library runs.</summary>
internal static class RequestBuilder
{
    /// <summary>Reads masks and fills in the request; only the workflow decides what differs between the commands.</summary>
    /// <param name="job">The job.</param>
    /// <param name="image">Its picture.</param>
    /// <param name="keepStages">True if a trace will show the stages.</param>
    /// <param name="files">Where mask files come from.</param>
    public static InpaintRequest Build(JobArguments job, Image image, bool keepStages, PictureFiles files)
    {
        InpaintOptions options = ToOptions(job, keepStages);
        if (job.Unshadow is UnshadowArguments unshadow)
        {
            InpaintRequest relit = UnshadowBuilder.Build(job, unshadow, image, files);
            return relit with { Options = relit.Options with { KeepStages = keepStages } };
        }

        if (job.Swap is SwapArguments swap)
        {
            return SwapBuilder.Build(job, swap, image, options, files);
        }

        return job.Extend is ExtendArguments extend
            ? Extend(job, image, extend, options, files)
            : WithMask(job, image, options, files) with { Guides = Guides(job, 0, 0), Exclude = Exclude(job, image, files) };
    }

    private static InpaintRequest WithMask(JobArguments job, Image image, InpaintOptions options, PictureFiles files)
    {
        Mask mask = MaskReader.Read(job.Source.Mask!, image, job.Source, files);
        ShadowGrowth? shadow = job.Mask.WithShadow ? ShadowGrowth.Find(image, mask, withPenumbra: true, withReflections: true) : null;
        mask = shadow?.AddTo(mask) ?? mask;
        InpaintRequest request = job.Workflow == "fill"
            ? FillRegion.ToRequest(image, mask, job.Fill.Engine, options)
            : RemoveObject.ToRequest(image, mask, job.Fill.Engine, options);
        return request with { Workflow = job.Workflow, Notes = shadow is null ? [] : [shadow.Describe()] };
    }

    private static InpaintRequest Extend(JobArguments job, Image image, ExtendArguments extend, InpaintOptions options, PictureFiles files)
    {
        OutpaintBorders borders = extend.Ratio is AspectRatio ratio
            ? OutpaintBorders.ForAspect(image.Size, (ratio.Width, ratio.Height))
            : new OutpaintBorders(
                extend.Left.ToPixels(image.Width), extend.Top.ToPixels(image.Height),
                extend.Right.ToPixels(image.Width), extend.Bottom.ToPixels(image.Height));
        if (extend.Ratio is not null && borders == new OutpaintBorders(0, 0, 0, 0))
        {
            throw new CliException(ExitCode.WrongUse, $"The picture is {image.Size}, which has the ratio asked for already; there is nothing to extend.");
        }

        InpaintRequest request = Outpaint.ToRequest(image, borders, job.Fill.Engine, options, Limits.From(job.Source).MaxPixels);

        // The user's coordinates are those of the picture, not of the larger canvas.
        return request with
        {
            Guides = Guides(job, borders.Left, borders.Top),
            Exclude = Exclude(job, image, files) is Mask exclude ? borders.ToCanvas(exclude, request.Image.Size) : null,
        };
    }

    private static Mask? Exclude(JobArguments job, Image image, PictureFiles files) =>
        job.Source.Exclude is string exclude ? MaskReader.Read(exclude, image, job.Source, files) : null;

    /// <summary>The user's guide lines, moved by so many pixels.</summary>
    public static IReadOnlyList<GuideLine> Guides(JobArguments job, int shiftX, int shiftY) =>
        [.. job.Source.Guides.Select(text => new GuideLine([.. PointList.Parse(text)!.Select(p => (p.X + shiftX, p.Y + shiftY))]))];

    /// <summary>Mask options of a workflow under what the user asked for.</summary>
    public static MaskOptions ToMaskOptions(MaskArguments mask, MaskOptions defaults) => defaults with
    {
        GrowPx = mask.Grow is Amount px ? (px.IsPercent ? null : (int)px.Value) : defaults.GrowPx,
        GrowFraction = mask.Grow is { IsPercent: true } percent ? percent.Value / 100 : defaults.GrowFraction,
        FeatherPx = mask.FeatherPx ?? defaults.FeatherPx,
        FillHolesPx = mask.FillHolesPx ?? defaults.FillHolesPx,
        DropSpecksPx = mask.DropSpecksPx ?? defaults.DropSpecksPx,
    };

    /// <summary>Options of all stages, with the workflow's own mask stage.</summary>
    public static InpaintOptions ToOptions(JobArguments job, bool keepStages)
    {
        FillArguments fill = job.Fill;
        return new InpaintOptions
        {
            Mask = ToMaskOptions(job.Mask, job.Workflow switch { "remove" or "replace" or "refine" => new MaskOptions(), "add" => AddObject.LooseMask, _ => FillRegion.ExactMask }),
            Plan = new PlanOptions { ContextPx = fill.ContextPx },
            Fill = new FillOptions { Seed = fill.Seed, Threads = fill.Threads, Prompt = fill.Prompt, Diffusion = job.Diffusion },
            Blend = new BlendOptions
            {
                Method = Enum.Parse<BlendMethod>(fill.Blend, ignoreCase: true),
                GrainMatch = !fill.NoGrain,
                ColorMatch = !fill.NoColorMatch,
            },
            KeepStages = keepStages,
        };
    }
}
