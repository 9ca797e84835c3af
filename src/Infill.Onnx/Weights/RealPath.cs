namespace Infill.Onnx.Weights;

/// <summary>Follows links in every part of a path, not only in the last: .NET has no such function.</summary>
internal static class RealPath
{
    /// <summary>As many as Linux follows.</summary>
    private const int MostLinks = 40;

    /// <summary>The absolute path without links that a path leads to; its last part need not exist.</summary>
    /// <exception cref="ModelException">More than 40 links, as in a circle, or a part that cannot be read.</exception>
    public static string Of(string path)
    {
        string full = Path.IsPathFullyQualified(path) ? path : Path.Combine(Directory.GetCurrentDirectory(), path);
        string root = Path.GetPathRoot(full)!;
        string real = root;
        Stack<string> rest = Push(new Stack<string>(), full[root.Length..]);
        for (int links = 0; rest.TryPop(out string? part);)
        {
            if (part == "..")
            {
                real = Path.GetDirectoryName(real) ?? root;
                continue;
            }

            string next = Path.Combine(real, part);
            if (LinkTarget(next, path) is not string target)
            {
                real = next;
                continue;
            }

            if (++links > MostLinks)
            {
                throw new ModelException($"{path} leads through more than {MostLinks} links; they seem to go round in a circle.");
            }

            root = Path.IsPathRooted(target) ? Path.GetPathRoot(target)! : root;
            real = Path.IsPathRooted(target) ? root : real;
            Push(rest, Path.IsPathRooted(target) ? target[root.Length..] : target);
        }

        return real;
    }

    /// <summary>True if a path without links is a folder itself or lies below it.</summary>
    public static bool IsWithin(string real, string folder)
    {
        StringComparison comparison = OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        string below = Path.EndsInDirectorySeparator(folder) ? folder : folder + Path.DirectorySeparatorChar;
        return real.Equals(folder, comparison) || real.StartsWith(below, comparison);
    }

    private static Stack<string> Push(Stack<string> rest, string relative)
    {
        char[] separators = [Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar];
        foreach (string part in relative.Split(separators, StringSplitOptions.RemoveEmptyEntries).Reverse().Where(p => p != "."))
        {
            rest.Push(part);
        }

        return rest;
    }

    private static string? LinkTarget(string path, string asked)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModelException($"{asked} cannot be read: {e.Message}", e);
        }
    }
}
