using Infill.Imaging;
using Infill.Server.Api;
using Infill.Server.Http;
using Infill.Server.Jobs;
using Infill.Server.Running;

namespace Infill.Server.Mcp;

/// <summary>Pictures and masks under the names that agents know them by: kept, described, shown.</summary>
/// <param name="parts">The server.</param>
internal sealed class Handles(ServerParts parts)
{
    /// <summary>Longer side of what is shown where the file itself would be too much for a model.</summary>
    public const int MostShownPx = 1568;

    /// <summary>Files up to here are shown as they are.</summary>
    private const int MostShownBytes = 3 << 20;

    /// <summary>Larger pictures are not even tried as they are.</summary>
    private const long MostShownPixels = 4 << 20;

    /// <summary>A handle as an answer.</summary>
    public ToolAnswer Describe(StoredPicture picture) => new()
    {
        Status = AnswerStatus.Completed,
        Image = picture.IsMask ? null : picture.Id,
        Mask = picture.IsMask ? picture.Id : null,
        Width = picture.Header.Size.Width,
        Height = picture.Header.Size.Height,
        Format = picture.IsMask ? null : picture.Header.FileFormat,
        Area = picture.Mask is MaskFacts mask ? MaskFactsRecord.Of(mask) : null,
        Score = picture.Score,
        Origin = picture.Origin,
        Expires = picture.Created + parts.Options.Limits.Retention,
    };

    /// <summary>Keeps a mask as a 16-bit file.</summary>
    /// <exception cref="ProblemException">It fills nothing.</exception>
    public async Task<StoredPicture> KeepAsync(string owner, DrawnMask drawn, CancellationToken cancellationToken)
    {
        if (drawn.Mask.CountFilled() == 0)
        {
            throw ProblemException.Invalid("The mask is empty: nothing would be filled. Name another place or colour.");
        }

        using Intake intake = parts.Intake();
        (BlobHold hold, ImageHeader header) = await intake.TakeAsync(ImageFile.Encode(MaskImage.ToImage16(drawn.Mask), FileFormat.Png), cancellationToken).ConfigureAwait(false);
        StoredPicture kept = parts.KeepPicture(owner, hold, header, drawn.Describe);
        intake.Keep();
        return kept;
    }

    /// <summary>A picture of an owner.</summary>
    /// <exception cref="ProblemException">There is none.</exception>
    public StoredPicture Picture(string owner, string handle) => parts.RequirePicture(owner, handle, isMask: false);

    /// <summary>A mask of an owner.</summary>
    /// <exception cref="ProblemException">There is none.</exception>
    public StoredPicture Mask(string owner, string handle) => parts.RequirePicture(owner, handle, isMask: true);

    /// <summary>The pixels of a picture.</summary>
    public Image Load(StoredPicture picture, CancellationToken cancellationToken)
    {
        using Stream stream = parts.Blobs.Open(picture.Sha256);
        return parts.Decoder.Load(stream, parts.Options.Limits.ToLoadOptions(), cancellationToken);
    }

    /// <summary>The file of a picture or mask, whole.</summary>
    public byte[] Read(StoredPicture picture)
    {
        using Stream stream = parts.Blobs.Open(picture.Sha256);
        byte[] file = new byte[stream.Length];
        stream.ReadExactly(file);
        return file;
    }

    /// <summary>A picture as a model can see it, without the texts of its file: a PNG of the same pixels, or a smaller copy of a large one.</summary>
    public (byte[] File, string Media) View(StoredPicture picture, CancellationToken cancellationToken)
    {
        Image image = Load(picture, cancellationToken);
        if (image.Size.Area <= MostShownPixels && Encode(image, FileFormat.Png) is { Length: <= MostShownBytes } whole)
        {
            return (whole, FileReply.MediaOf(FileFormat.Png));
        }

        Image small = AreaResample.ToMaxSide(image, MostShownPx);
        FileFormat format = ImageFile.FindObstacle(small.Format, small.Size, FileFormat.Jpeg) is null && !small.Format.HasAlpha ? FileFormat.Jpeg : FileFormat.Png;
        return (Encode(small, format), FileReply.MediaOf(format));
    }

    /// <summary>A mask on its picture, red with a yellow contour, of at most <see cref="MostShownPx"/> a side.</summary>
    /// <returns>A PNG file.</returns>
    public async Task<byte[]> PreviewAsync(StoredPicture mask, StoredPicture picture, CancellationToken cancellationToken)
    {
        byte[] preview = await parts.Check.PreviewAsync(new MaskSpec { Blob = mask.Sha256 }, picture.Sha256, cancellationToken).ConfigureAwait(false);
        return preview.Length <= MostShownBytes ? preview : Encode(AreaResample.ToMaxSide(ImageFile.Load(preview, parts.Options.Limits.ToLoadOptions(), cancellationToken), MostShownPx), FileFormat.Png);
    }

    private static byte[] Encode(Image image, FileFormat format) => ImageFile.Encode(image, format, new SaveOptions { Format = format, StripMetadata = true });
}
