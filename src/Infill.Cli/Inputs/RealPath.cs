namespace Infill.Cli.Inputs;

/// <summary>Paths without links, so that two names of one folder compare equal.</summary>
internal static class RealPath
{
    /// <summary>Links of links followed before a path is taken as it is; the kernel's own limit is 40.</summary>
    private const int MostLinks = 40;

    /// <summary>The full path with every link in it resolved, without a separator at its end; parts that do not exist stay as written.</summary>
    public static string Of(string path) => Resolve(Path.GetFullPath(path), MostLinks);

    /// <summary>True if the path is the folder or lies below it; both as <see cref="Of"/> gives them.</summary>
    public static bool IsWithin(string path, string folder) =>
        path.Equals(folder, Comparison)
        || path.StartsWith(Path.EndsInDirectorySeparator(folder) ? folder : folder + Path.DirectorySeparatorChar, Comparison);

    private static StringComparison Comparison => OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;

    private static string Resolve(string full, int links)
    {
        string root = Path.GetPathRoot(full) ?? "";
        string done = root;
        foreach (string part in full[root.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            done = Path.Join(done, part);
            if (links > 0 && TargetOf(done) is string target)
            {
                done = Resolve(Path.GetFullPath(target, Path.GetDirectoryName(done) ?? root), links - 1);
            }
        }

        return done;
    }

    private static string? TargetOf(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            // What cannot be looked at is compared by its name.
            return null;
        }
    }
}
