using Infill.Imaging;

namespace Infill.Cli.Options;

/// <summary>The six formats as <c>--format</c> names them, by the usual extension, and as people call them.</summary>
internal static class FormatWord
{
    /// <summary>Every word, in the order that messages list them.</summary>
    public static string[] All { get; } = ["jpg", "png", "webp", "tif", "avif", "gif"];

    /// <summary>"jpg" for JPEG; also the extension that a file of the format gets.</summary>
    public static string Of(FileFormat format) => All[(int)format];

    /// <summary>The format of a word, or null for any other text.</summary>
    public static FileFormat? Parse(string? word) => Array.IndexOf(All, word) is >= 0 and int i ? (FileFormat)i : null;

    /// <summary>"JPEG", "WebP", "AVIF".</summary>
    public static string NameOf(FileFormat format) => format switch
    {
        FileFormat.Heif => "AVIF",
        FileFormat.Webp => "WebP",
        _ => format.ToString().ToUpperInvariant(),
    };
}
