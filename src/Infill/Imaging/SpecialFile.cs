using System.Formats.Tar;

namespace Infill.Imaging;

/// <summary>Tells devices, pipes and sockets from files: replacing one by a picture would take it from the whole system.</summary>
public static class SpecialFile
{
    /// <summary>True if the path, or what its links lead to, exists and is neither a regular file nor a folder. Opens nothing that could block.</summary>
    /// <exception cref="IOException">The links go round in a circle.</exception>
    public static bool Is(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var file = new FileInfo(PictureInput.FinalTarget(path));
        return file.Exists && file.Length == 0 && !IsRegular(file.FullName);
    }

    /// <summary>Asks the archive writer, the one place in .NET that looks at the kind of a file without opening it.</summary>
    private static bool IsRegular(string path)
    {
        try
        {
            using var header = new MemoryStream();
            using (var writer = new TarWriter(header, TarEntryFormat.Ustar, leaveOpen: true))
            {
                writer.WriteEntry(path, "file");
            }

            header.Position = 0;
            using var reader = new TarReader(header);
            return reader.GetNextEntry()?.EntryType == TarEntryType.RegularFile;
        }
        catch (UnauthorizedAccessException)
        {
            // Only the content of a regular file is opened.
            return true;
        }
        catch (IOException)
        {
            // What no archive holds: a socket.
            return false;
        }
    }
}
