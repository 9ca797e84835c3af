using Infill.Cli.Options;
using Infill.Imaging;

namespace Infill.Cli.Batch;

/// <summary>Names of outputs that the user did not name.</summary>
internal static class OutputName
{
    /// <summary>The picture's own path, with the extension of <c>--format</c> if that is given and another.</summary>
    public static string WithFormat(string relative, JobWords words) =>
        words.Find("--format") is string word && FormatWord.Parse(word) is FileFormat format && ImageFile.FormatFromExtension(relative) != format
            ? Path.ChangeExtension(relative, word)
            : relative;
}
