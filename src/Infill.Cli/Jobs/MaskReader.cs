using Infill.Cli.Streams;
using Infill.Imaging;
using Infill.Masks;

namespace Infill.Cli.Jobs;

/// <summary>From what the user wrote for a mask to the mask.</summary>
internal static class MaskReader
{
    /// <summary>The word for the picture's own alpha channel.</summary>
    public const string AlphaWord = "alpha";

    /// <summary>Reads a file, an expression, or the picture's alpha channel.</summary>
    /// <param name="text">A path (tried first), "-", "alpha", or a mask expression.</param>
    /// <param name="image">Picture that the mask is for.</param>
    /// <param name="source">Polarity of files, and the limits of reading.</param>
    /// <param name="files">Where files come from.</param>
    /// <exception cref="CliException">Neither a file nor an expression, or the picture has no alpha channel.</exception>
    /// <exception cref="InvalidRequestException">The mask has another size than the picture.</exception>
    public static Mask Read(string text, Image image, SourceArguments source, PictureFiles files)
    {
        using var proposed = new ProposedMasks();
        return Read(text, image, source, (files, proposed));
    }

    /// <summary>The same, with the networks that find masks, and what they said.</summary>
    public static Mask Read(string text, Image image, SourceArguments source, (PictureFiles Files, ProposedMasks Proposed) from)
    {
        PictureFiles files = from.Files;
        string path = source.MaskPath(text);
        Mask mask = text == AlphaWord && !File.Exists(path)
            ? FromAlpha(image, source)
            : PictureFiles.Exists(path) ? LoadFile(path, source, files) : Evaluate(text, image, source, from);
        return mask.Size == image.Size ? mask : throw MaskRefusals.OtherSize(mask.Size, image.Size);
    }

    private static Mask FromAlpha(Image image, SourceArguments source)
    {
        if (!image.Format.HasAlpha)
        {
            throw MaskRefusals.NoAlpha(source, image.Format);
        }

        return MaskImage.FromImage(image, source.Polarity is null ? MaskPolarity.TransparentFills : ToPolarity(source.Polarity));
    }

    private static Mask LoadFile(string path, SourceArguments source, PictureFiles files) =>
        files.LoadMask(path, ToPolarity(source.Polarity), Limits.From(source));

    private static Mask Evaluate(string text, Image image, SourceArguments source, (PictureFiles Files, ProposedMasks Proposed) from)
    {
        try
        {
            return MaskExpression.Parse(text).Evaluate(
                image.Size,
                image,
                path => LoadFile(RequireFile(source.MaskPath(path)), source, from.Files),
                prompt => from.Proposed.Take(image, prompt, from.Files.Cancellation));
        }
        catch (MaskExpressionException reason)
        {
            throw MaskRefusals.NotDrawable(text, source, reason);
        }
    }

    private static string RequireFile(string path) => File.Exists(path) ? path : throw MaskRefusals.NoFile(path);

    /// <summary>What the word of <c>--mask-polarity</c> means for a file; null is the default.</summary>
    public static MaskPolarity ToPolarity(string? word) => word switch
    {
        "black" => MaskPolarity.BlackFills,
        "transparent" => MaskPolarity.TransparentFills,
        "opaque" => MaskPolarity.OpaqueFills,
        _ => MaskPolarity.WhiteFills,
    };
}
