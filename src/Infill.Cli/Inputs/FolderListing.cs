using System.IO.Enumeration;

namespace Infill.Cli.Inputs;

/// <summary>Lists one folder.</summary>
internal static class FolderListing
{
    /// <summary>What stands for bytes that are no UTF-8.</summary>
    private const char Replacement = '\uFFFD';

    /// <summary>Every name by ordinal order, files, folders and links; neither "." nor "..".</summary>
    /// <exception cref="IOException">The folder is gone or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">No right to list it.</exception>
    public static IReadOnlyList<FolderEntry> Read(string folder)
    {
        var options = new EnumerationOptions { AttributesToSkip = 0, IgnoreInaccessible = false };
        var found = new FileSystemEnumerable<(string Name, bool IsFolder)>(
            folder, (ref FileSystemEntry entry) => (entry.FileName.ToString(), entry.IsDirectory), options);
        var entries = new List<FolderEntry>();
        foreach ((string name, bool isFolder) in found.OrderBy(e => e.Name, StringComparer.Ordinal))
        {
            // A file whose real name has U+FFFD may stand beside one whose bytes merely read so: the second of equal names is the other.
            bool isSame = entries.Count > 0 && entries[^1].Name == name;
            entries.Add(new FolderEntry(name, isFolder, !name.Contains(Replacement) || (!isSame && Path.Exists(Path.Join(folder, name)))));
        }

        return entries;
    }
}
