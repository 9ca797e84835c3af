using Infill.Cli.Streams;
using Infill.Imaging;
using Infill.Masks;

namespace Infill.Cli.Jobs;

/// <summary>From what the user wrote for a mask to the mask.</summary>
internal static class MaskReader
{
    /// <summary>The word for the picture's own alpha channel.</summary>
    private const string AlphaWord = "alpha";

    /// <summary>Reads a file, an expression, or the picture's alpha channel.</summary>
    /// <param name="text">A path (tried first), "-", "alpha", or a mask expression.</param>
    /// <param name="image">Picture that the mask is for.</param>
    /// <param name="source">Polarity of files, and the limits of reading.</param>
    /// <param name="files">Where files come from.</param>
    /// <exception cref="CliException">Neither a file nor an expression, or the picture has no alpha channel.</exception>
    /// <exception cref="InvalidRequestException">The mask has another size than the picture.</exception>
    public static Mask Read(string text, Image image, SourceArguments source, PictureFiles files)
    {
        string path = source.MaskPath(text);
        Mask mask = text == AlphaWord && !File.Exists(path)
            ? FromAlpha(image, source)
            : PictureFiles.Exists(path) ? LoadFile(path, source, files) : Evaluate(text, image, source, files);
        return mask.Size == image.Size ? mask : throw new InvalidRequestException(
            [$"Mask is {mask.Size}, image is {image.Size}; both must have the same size."]);
    }

    private static Mask FromAlpha(Image image, SourceArguments source)
    {
        if (!image.Format.HasAlpha)
        {
            throw new CliException(ExitCode.WrongUse, $"--mask alpha: '{source.Image}' is {image.Format} and has no alpha channel.");
        }

        return MaskImage.FromImage(image, source.Polarity is null ? MaskPolarity.TransparentFills : ToPolarity(source.Polarity));
    }

    private static Mask LoadFile(string path, SourceArguments source, PictureFiles files) =>
        files.LoadMask(path, ToPolarity(source.Polarity), Limits.From(source));

    private static Mask Evaluate(string text, Image image, SourceArguments source, PictureFiles files)
    {
        try
        {
            return MaskExpression.Parse(text).Evaluate(image.Size, image, path => LoadFile(RequireFile(source.MaskPath(path)), source, files));
        }
        catch (MaskExpressionException reason)
        {
            throw new CliException(
                ExitCode.WrongUse,
                $"'{Shell.Shorten(text)}' is neither a file nor a mask expression that can be drawn. {reason.Message}",
                $"infill mask {Shell.Quote(source.Image)} --mask \"rect:10,10,100,50\" --preview overlay.png");
        }
    }

    private static string RequireFile(string path) => File.Exists(path)
        ? path
        : throw new CliException(
            ExitCode.Failed,
            $"There is no mask file '{Shell.Shorten(path)}', and it is no mask expression.",
            "infill mask --help");

    private static MaskPolarity ToPolarity(string? word) => word switch
    {
        "black" => MaskPolarity.BlackFills,
        "transparent" => MaskPolarity.TransparentFills,
        "opaque" => MaskPolarity.OpaqueFills,
        _ => MaskPolarity.WhiteFills,
    };
}
