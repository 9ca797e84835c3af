using Infill.Imaging;
using Infill.Masks;
using Infill.Masks.CastShadows;
using Infill.Server.Decoding;
using Infill.Server.Jobs;
using Infill.Tiles;
using Infill.Workflows;

namespace Infill.Server.Running;

/// <summary>From a job to the request that the library runs: the one place, whatever dialect the job came in. It gives the same request as the command line does for the same words.</summary>
/// <param name="blobs">Where the job's files are.</param>
/// <param name="limits">What may be decoded.</param>
/// <param name="decoder">Who decodes.</param>
internal sealed class RequestMaker(IBlobStore blobs, LoadOptions limits, IPictureDecoder decoder)
{
    /// <summary>Most pixels of a canvas that a product is put on: a few words must not cost more memory than the jobs of this server have.</summary>
    public long MostCanvasPixels { get; init; } = limits.MaxPixels;

    /// <summary>Reads picture and masks.</summary>
    /// <param name="spec">The job.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="InvalidRequestException">A mask that cannot be drawn or does not fit, or nothing to extend.</exception>
    /// <exception cref="ImageFileException">A file that is no readable picture, or beyond a limit.</exception>
    public InpaintRequest Make(JobSpec spec, CancellationToken cancellationToken)
    {
        Image image = Load(spec.Image, cancellationToken);
        return spec.Workflow == JobWorkflow.Unshadow ? Relight(spec, image, cancellationToken)
            : spec.Workflow == JobWorkflow.SwapBackground ? Swap(spec, image, cancellationToken)
            : spec.Extend is ExtendSpec extend
            ? Extend(spec, image, extend)
            : WithMask(spec, image) with
            {
                Workflow = spec.Workflow.Word(),
                Guides = Guides(spec, 0, 0),
                Exclude = spec.Exclude is MaskSpec exclude ? Draw(exclude, image) : null,
            };
    }

    /// <summary>Reads a picture alone.</summary>
    /// <param name="sha256">Its content hash.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ImageFileException">No readable picture, or beyond a limit.</exception>
    public Image Load(string sha256, CancellationToken cancellationToken)
    {
        using Stream stream = blobs.Open(sha256);
        return decoder.Load(stream, limits, cancellationToken);
    }

    /// <summary>Reads or draws a mask; an expression that asks a network is refused, as nobody would see its proposal before it is used.</summary>
    /// <param name="spec">Where it comes from.</param>
    /// <param name="image">Its picture.</param>
    /// <exception cref="InvalidRequestException">It cannot be drawn, or has another size than the picture.</exception>
    public Mask Draw(MaskSpec spec, Image image) => Draw(spec, image, proposer: null, CancellationToken.None).Mask;

    /// <summary>Reads or draws a mask, by networks too.</summary>
    /// <param name="spec">Where it comes from.</param>
    /// <param name="image">Its picture.</param>
    /// <param name="proposer">The networks, or null: then they are refused.</param>
    /// <param name="cancellationToken">Ends a network.</param>
    /// <exception cref="InvalidRequestException">It cannot be drawn, or has another size than the picture.</exception>
    /// <exception cref="MaskProposalException">A network found nothing.</exception>
    public DrawnMask Draw(MaskSpec spec, Image image, IMaskProposer? proposer, CancellationToken cancellationToken)
    {
        var asked = new List<MaskProposal>();
        Mask mask = spec.Blob is string blob ? LoadMask(blob, spec.Polarity ?? MaskPolarity.WhiteFills)
            : spec.IsAlpha ? FromAlpha(image, spec.Polarity ?? MaskPolarity.TransparentFills)
            : Evaluate(spec.Expression!, image, proposer is null ? null : Ask);
        return mask.Size == image.Size ? new DrawnMask(mask, asked)
            : throw new InvalidRequestException([$"Mask is {mask.Size}, image is {image.Size}; both must have the same size."]);

        Mask Ask(MaskPrompt prompt)
        {
            asked.Add(proposer!.Propose(image, prompt with { Candidate = prompt.Candidate ?? 1 }, cancellationToken)[0]);
            return asked[^1].Mask;
        }
    }

    private static Mask FromAlpha(Image image, MaskPolarity polarity) => image.Format.HasAlpha
        ? MaskImage.FromImage(image, polarity)
        : throw new InvalidRequestException([$"The mask shall be the picture's alpha channel, but the picture is {image.Format} and has none; send a mask."]);

    private static Mask Evaluate(string text, Image image, Func<MaskPrompt, Mask>? propose)
    {
        try
        {
            MaskExpression expression = MaskExpression.Parse(text);
            return expression.Files.Count > 0
                ? throw new InvalidRequestException(["A mask expression of a request cannot name files; send the file as the mask, or use rect, ellipse, polygon, stroke and color."])
                : expression.NeedsProposals && propose is null
                ? throw new InvalidRequestException(["A mask that a network proposes must be looked at before it is used: send the expression to POST /v1/masks, look at the preview, and give the mask by its id."])
                : expression.Evaluate(image.Size, image, _ => throw new InvalidOperationException("An expression without files asked for one."), propose);
        }
        catch (MaskExpressionException reason)
        {
            throw new InvalidRequestException([$"The mask expression cannot be drawn. {reason.Message}"]);
        }
    }

    private InpaintRequest Swap(JobSpec spec, Image photo, CancellationToken cancellationToken)
    {
        MaskSpec? asked = spec.Mask ?? (photo.Format.HasAlpha ? new MaskSpec { IsAlpha = true } : null);
        if (asked is null)
        {
            throw new InvalidRequestException([
                "swap-background needs to know what the product is: a mask with the product in white. POST /v1/masks draws one (rect:, polygon:, …) or asks a network (subject:, click:x,y, box:x,y,w,h); a picture with transparency needs none."]);
        }

        // Of a product's own alpha the opaque part is the product, while other jobs fill what is transparent.
        Mask product = Draw(asked.IsAlpha ? asked with { Polarity = asked.Polarity ?? MaskPolarity.OpaqueFills } : asked, photo);
        return SwapMaker.Make(spec, photo, product, spec.Swap!.Picture is string picture ? Load(picture, cancellationToken) : null, MostCanvasPixels);
    }

    private InpaintRequest WithMask(JobSpec spec, Image image)
    {
        Mask mask = Draw(spec.Mask!, image);
        return spec.Workflow == JobWorkflow.Fill
            ? FillRegion.ToRequest(image, mask, spec.Engine, spec.Options)
            : RemoveObject.ToRequest(image, mask, spec.Engine, spec.Options);
    }

    private InpaintRequest Relight(JobSpec spec, Image image, CancellationToken cancellationToken)
    {
        Mask shadow = spec.Mask is MaskSpec mask ? Draw(mask, image) : ShadowSpotter.Find(image);
        return spec.Mask is null && shadow.CountFilled() == 0
            ? throw new InvalidRequestException(["No shadow stands out in the picture; mark it with a mask, with lit ground of the same kind beside it."])
            : Unshadow.ToRequest(image, shadow, keep: null, cancellationToken);
    }

    private InpaintRequest Extend(JobSpec spec, Image image, ExtendSpec extend)
    {
        OutpaintBorders borders = extend is { RatioWidth: int width, RatioHeight: int height }
            ? OutpaintBorders.ForAspect(image.Size, (width, height))
            : new OutpaintBorders(extend.Left, extend.Top, extend.Right, extend.Bottom);
        if (extend.RatioWidth is not null && borders == new OutpaintBorders(0, 0, 0, 0))
        {
            throw new InvalidRequestException([$"The picture is {image.Size}, which has the ratio asked for already; there is nothing to extend."]);
        }

        InpaintRequest request = Outpaint.ToRequest(image, borders, spec.Engine, spec.Options, limits.MaxPixels);
        return request with
        {
            Guides = Guides(spec, borders.Left, borders.Top),
            Exclude = spec.Exclude is MaskSpec exclude ? borders.ToCanvas(Draw(exclude, image), request.Image.Size) : null,
        };
    }

    /// <summary>Reads a tile of a mask, white = fill.</summary>
    /// <param name="file">The file.</param>
    /// <param name="size">Size that it must have.</param>
    /// <exception cref="InvalidRequestException">It has another size.</exception>
    /// <exception cref="ImageFileException">No readable picture, or beyond a limit.</exception>
    public Mask ReadTile(byte[] file, PixelSize size)
    {
        LoadOptions named = limits with { StreamName = "The tile" };
        using var stream = new MemoryStream(file, writable: false);
        Mask tile = ImageFile.ToMask(decoder.Load(stream, named, CancellationToken.None), MaskPolarity.WhiteFills, named.StreamName);
        return tile.Size == size ? tile : throw new InvalidRequestException([$"A tile is {tile.Size}, its place is {size}; both must have the same size."]);
    }

    private static IReadOnlyList<GuideLine> Guides(JobSpec spec, int shiftX, int shiftY) =>
        [.. spec.Guides.Select(line => new GuideLine([.. line.Select(point => (point[0] + shiftX, point[1] + shiftY))]))];

    /// <summary>Reads a mask's file.</summary>
    /// <param name="sha256">Its content hash.</param>
    /// <param name="polarity">Which pixels mean "fill".</param>
    /// <exception cref="ImageFileException">No readable picture, or beyond a limit.</exception>
    public Mask LoadMask(string sha256, MaskPolarity polarity)
    {
        using Stream stream = blobs.Open(sha256);
        LoadOptions named = limits with { StreamName = "The mask" };
        return ImageFile.ToMask(decoder.Load(stream, named, CancellationToken.None), polarity, named.StreamName);
    }
}
