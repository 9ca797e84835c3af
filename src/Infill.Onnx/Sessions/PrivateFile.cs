using Infill.Onnx.Weights;

namespace Infill.Onnx.Sessions;

/// <summary>Files and folders that only this user may write or read.</summary>
/// <remarks>Linux: owner and rights are checked. macOS: rights only. Windows: the user's own folders are private by inheritance.</remarks>
internal static class PrivateFile
{
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private const UnixFileMode Folder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>True for a file or folder that is no link, belongs to this user, and gives nobody else a right.</summary>
    public static bool IsOurs(string path)
    {
        FileSystemInfo info = Directory.Exists(path) ? new DirectoryInfo(path) : new FileInfo(path);
        return info.Exists
            && info.LinkTarget is null
            && (OperatingSystem.IsWindows() || (info.UnixFileMode & Others) == 0)
            && (!OperatingSystem.IsLinux() || FileStatus.Of(path) is { IsOfThisUser: true });
    }

    /// <summary>Takes all rights from others; nothing to do on Windows.</summary>
    public static void Protect(string file)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    /// <summary>Makes a folder for this user alone, and those above it.</summary>
    public static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, Folder);
        }
    }
}
