using Infill.Imaging;

namespace Infill.Cli.Options;

/// <summary>The six formats as <c>--format</c> names them: the usual extension of each.</summary>
internal static class FormatWord
{
    /// <summary>Every word, in the order that messages list them.</summary>
    public static string[] All { get; } = [.. Enum.GetValues<FileFormat>().Select(Of)];

    /// <summary>"jpg" for JPEG; also the extension that a file of the format gets.</summary>
    public static string Of(FileFormat format) => format switch
    {
        FileFormat.Jpeg => "jpg",
        FileFormat.Png => "png",
        FileFormat.Webp => "webp",
        FileFormat.Tiff => "tif",
        FileFormat.Heif => "avif",
        _ => "gif",
    };

    /// <summary>The format of a word, or null for any other text.</summary>
    public static FileFormat? Parse(string? word) =>
        Array.IndexOf(All, word) is >= 0 and int i ? Enum.GetValues<FileFormat>()[i] : null;
}
