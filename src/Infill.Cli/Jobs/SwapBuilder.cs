using Infill.Cli.Streams;
using Infill.Imaging;
using Infill.Masks.Mattes;
using Infill.Workflows.Products;

namespace Infill.Cli.Jobs;

/// <summary>From a swap-background job and its picture to the request that the library runs.</summary>
internal static class SwapBuilder
{
    /// <summary>Finds the product, reads the background, and puts both together.</summary>
    /// <param name="job">The job.</param>
    /// <param name="swap">Its background, shadow and canvas.</param>
    /// <param name="image">Its picture.</param>
    /// <param name="options">Options of all stages, for a background that an engine fills.</param>
    /// <param name="files">Where pictures and masks come from.</param>
    /// <exception cref="InvalidRequestException">No product, or nothing but product.</exception>
    /// <exception cref="ImageFileException">The background cannot be read.</exception>
    public static InpaintRequest Build(JobArguments job, SwapArguments swap, Image image, InpaintOptions options, PictureFiles files)
    {
        BackgroundText background = BackgroundText.Parse(swap.Background)!;
        Mask product = ReadProduct(job, image, files);
        Backdrop? backdrop = background.File is string file ? new Backdrop { Picture = files.Load(file, Limits.From(job.Source)) } : background.Colors;
        InpaintRequest request = SwapBackground.ToRequest(image, product, new SwapOptions
        {
            Backdrop = backdrop,
            Shadow = ShadowOf(swap, background),
            Canvas = CanvasText.Parse(swap.Canvas)!.Value.ToCanvas(swap.MarginPercent),
            Edges = EdgesOf(swap, job.Source),
            MaxPixels = Limits.From(job.Source).MaxPixels,
        });
        if (swap.MarginPercent is not null && CanvasText.Parse(swap.Canvas) is { IsNew: false })
        {
            request = request with { Notes = [.. request.Notes, CanvasText.MarginUnused] };
        }

        return request.Given is not null ? request with { Options = request.Options with { KeepStages = options.KeepStages } } : request with
        {
            Engine = job.Fill.Engine,
            Options = request.Options with { Fill = options.Fill with { Prompt = background.Prompt }, KeepStages = options.KeepStages },
        };
    }

    /// <summary>The product's mask: of its own alpha the opaque part, while other jobs fill what is transparent.</summary>
    public static Mask ReadProduct(JobArguments job, Image image, PictureFiles files)
    {
        string text = job.Source.Mask!;
        return MaskReader.Read(text, image, text == MaskReader.AlphaWord && job.Source.Polarity is null ? job.Source with { Polarity = "opaque" } : job.Source, files);
    }

    /// <summary>What becomes of the mask's edge. A network's mask is soft because it is unsure, not because somebody drew it so.</summary>
    public static MatteEdges EdgesOf(SwapArguments swap, SourceArguments source)
    {
        MatteEdges asked = Enum.Parse<MatteEdges>(swap.Edges ?? nameof(MatteEdges.Auto), ignoreCase: true);
        return asked == MatteEdges.Auto && MaskAgreement.NeedsProposals(source.Mask!, source) ? MatteEdges.Refine : asked;
    }

    /// <summary>Why options of a job do not go together, or null.</summary>
    public static string? FindObstacle(SwapArguments swap)
    {
        bool drawsShadow = swap.Shadow is "contact" or "keep";
        BackgroundText? background = BackgroundText.Parse(swap.Background);
        return drawsShadow && background?.Prompt is not null ? $"--shadow {swap.Shadow} is not drawn where a model fills the background; say in the prompt what the ground looks like, and leave --shadow out."
            : drawsShadow && background?.IsClear == true ? $"--shadow {swap.Shadow} needs a ground to fall on, and --background is none; leave one of them out."
            : null;
    }

    private static ProductShadow ShadowOf(SwapArguments swap, BackgroundText background) => swap.Shadow is string word
        ? Enum.Parse<ProductShadow>(word, ignoreCase: true)
        : background.UsualShadow;
}
