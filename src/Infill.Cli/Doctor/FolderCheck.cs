namespace Infill.Cli.Doctor;

/// <summary>Asks folders whether they take files.</summary>
internal static class FolderCheck
{
    /// <summary>Tries a folder by making a file in it that is gone at once.</summary>
    public static FolderRecord Try(FolderPurpose purpose, string path)
    {
        string? nearest = path;
        while (nearest is not null && !Directory.Exists(nearest))
        {
            nearest = Path.GetDirectoryName(nearest);
        }

        return new FolderRecord { Purpose = purpose, Path = path, Exists = nearest == path, IsWritable = nearest is not null && TakesFiles(nearest) };
    }

    private static bool TakesFiles(string folder)
    {
        try
        {
            string probe = Path.Combine(folder, $".infill-{Environment.ProcessId}-probe.tmp");
            using FileStream _ = new(probe, FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            return true;
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
