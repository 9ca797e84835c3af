namespace Infill.Server.Storage;

/// <summary>Folders that only the server's own user can look into.</summary>
internal static class PrivateFolder
{
    /// <summary>Makes a folder with those above it; an existing one stays as it is.</summary>
    public static void Make(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
