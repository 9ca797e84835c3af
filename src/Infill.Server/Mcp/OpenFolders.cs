using Infill.Imaging;
using Infill.Onnx;
using Infill.Onnx.Weights;
using Infill.Server.Running;

namespace Infill.Server.Mcp;

/// <summary>The folders that the user opened to agents. Links are resolved before a path is looked at, and nothing is overwritten.</summary>
/// <param name="folders">None: no path is read or written.</param>
internal sealed class OpenFolders(IReadOnlyList<string> folders)
{
    private readonly string[] _folders = [.. folders.Select(RealPath.Of)];

    /// <summary>True if there is any.</summary>
    public bool Any => _folders.Length > 0;

    /// <summary>The real path of a file to read.</summary>
    /// <exception cref="ProblemException">It lies outside, or there is none.</exception>
    public string RequireReadable(string path)
    {
        string real = RequireWithin(path);
        return File.Exists(real) ? real : throw ProblemException.Invalid("There is no such file below the opened folders.");
    }

    /// <summary>The real path of a file to write.</summary>
    /// <exception cref="ProblemException">It lies outside, its folder is missing, or it is there already.</exception>
    public string RequireWritable(string path)
    {
        string real = RequireWithin(path);
        return File.Exists(real) || Directory.Exists(real) ? throw ProblemException.Invalid("That file exists; nothing is overwritten. Choose another name.")
            : !Directory.Exists(Path.GetDirectoryName(real)) ? throw ProblemException.Invalid("The folder of that path does not exist; choose one that does.")
            : ImageFile.FormatFromExtension(real) is null ? throw ProblemException.Invalid("The name must end with .png, .jpg, .webp, .tif, .avif or .gif.")
            : real;
    }

    private string RequireWithin(string path)
    {
        if (!Any)
        {
            throw ProblemException.Invalid("This server reads and writes no files of its machine; send the picture in base64.");
        }

        string? real = TryResolve(path);
        return real is not null && Array.Exists(_folders, folder => IsWithin(real, folder))
            ? real
            : throw ProblemException.Invalid("That path lies outside the folders that the user opened. Ask the user to open its folder (infill mcp --root FOLDER).");
    }

    private string? TryResolve(string path)
    {
        try
        {
            return RealPath.Of(Path.GetFullPath(path, _folders[0]));
        }
        catch (Exception reason) when (reason is ArgumentException or ModelException or IOException or UnauthorizedAccessException)
        {
            // No path at all, or one that goes round in circles: it leads nowhere below.
            return null;
        }
    }

    private static bool IsWithin(string real, string folder) =>
        Path.GetRelativePath(folder, real) is string rest && rest != ".." && !rest.StartsWith(".." + Path.DirectorySeparatorChar, StringComparison.Ordinal) && !Path.IsPathRooted(rest);
}
