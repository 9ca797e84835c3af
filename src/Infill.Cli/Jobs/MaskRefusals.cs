using Infill.Imaging;
using Infill.Masks;

namespace Infill.Cli.Jobs;

/// <summary>What is said of a mask that does not fit, whoever finds it.</summary>
internal static class MaskRefusals
{
    /// <summary>The picture has no alpha channel to take the mask from.</summary>
    public static CliException NoAlpha(SourceArguments source, PixelFormat format) =>
        new(ExitCode.WrongUse, $"--mask alpha: '{source.Image}' is {format} and has no alpha channel.");

    /// <summary>The text is neither a file nor an expression.</summary>
    public static CliException NotDrawable(string text, SourceArguments source, MaskExpressionException reason) => new(
        ExitCode.WrongUse,
        $"'{Shell.Shorten(text)}' is neither a file nor a mask expression that can be drawn. {reason.Message}",
        $"infill mask {Shell.Quote(source.Image)} --mask \"rect:10,10,100,50\" --preview overlay.png");

    /// <summary>A file that an expression names is not there.</summary>
    public static CliException NoFile(string path) => new(
        ExitCode.Failed, $"There is no mask file '{Shell.Shorten(path)}', and it is no mask expression.", "infill mask --help");

    /// <summary>Mask and picture differ in size.</summary>
    public static InvalidRequestException OtherSize(PixelSize mask, PixelSize image) =>
        new([$"Mask is {mask}, image is {image}; both must have the same size."]);
}
