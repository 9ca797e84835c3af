using Infill.Cli.Inputs;
using Infill.Imaging;

namespace Infill.Cli.Batch;

/// <summary>The folder that a batch writes into, and which names may lie in it.</summary>
/// <param name="path">Path as the user wrote it.</param>
internal sealed class OutputFolder(string path)
{
    private readonly string _real = RealPath.Of(path);

    /// <summary>Path as the user wrote it.</summary>
    public string Path { get; } = path;

    /// <summary>Path without links.</summary>
    public string Real => _real;

    /// <summary>Path of an output as it is opened and said.</summary>
    /// <param name="relative">Path below the folder.</param>
    public string At(string relative) => System.IO.Path.Join(Path, relative);

    /// <summary>The path below the folder in its one spelling, with forward slashes.</summary>
    /// <param name="relative">What the user wrote, such as "a/./b.png".</param>
    /// <exception cref="CliException">It leads out of the folder, names a folder or a file of ours, or its extension no format.</exception>
    public string Accept(string relative)
    {
        string shown = PathText.Show(relative);
        if (relative.Length == 0 || relative.Contains('\0') || System.IO.Path.EndsInDirectorySeparator(relative))
        {
            throw Refuse($"The output '{shown}' is no file name.");
        }

        string full = System.IO.Path.GetFullPath(relative, _real);
        if (System.IO.Path.IsPathRooted(relative) || !RealPath.IsWithin(full, _real) || !RealPath.IsWithin(RealPath.Of(full), _real) || full == _real)
        {
            throw Refuse($"The output '{shown}' leads out of the output folder '{PathText.Show(Path)}'; give a path below it.");
        }

        if (PictureName.IsOwn(System.IO.Path.GetFileName(full)))
        {
            throw Refuse($"The output '{shown}' has a name that Infill keeps for itself (.infill-…).");
        }

        if (System.IO.Path.HasExtension(full) && ImageFile.FormatFromExtension(full) is null)
        {
            throw Refuse($"The output '{shown}' has the extension '{System.IO.Path.GetExtension(full)}', which names no format that is written; known: .jpg .png .webp .tif .avif .gif.");
        }

        return System.IO.Path.GetRelativePath(_real, full).Replace('\\', '/');
    }

    private static CliException Refuse(string message) => new(ExitCode.WrongUse, message, "infill batch --help");
}
