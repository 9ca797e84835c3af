using System.Runtime.InteropServices;

namespace Infill.Imaging;

/// <summary>Turns what a caller has (path, stream, bytes) into a seekable stream, without ever opening what could block.</summary>
internal static class PictureInput
{
    /// <summary>Opens a regular file for reading.</summary>
    /// <exception cref="ImageFileException">Missing, a folder, a pipe or device, empty, or unreadable.</exception>
    public static FileStream Open(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        try
        {
            var file = new FileInfo(FinalTarget(path));
            if (Directory.Exists(file.FullName))
            {
                throw new ImageFileException($"{path} is a folder; expected a picture file.");
            }

            if (!file.Exists)
            {
                throw new ImageFileException($"{path} does not exist; check the path.");
            }

            // Pipes, sockets and devices have length 0, too: they are refused before opening one could wait for ever.
            return file.Length > 0
                ? new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.Read)
                : throw new ImageFileException($"{path} is empty (0 bytes) or not a regular file; expected a picture.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new ImageFileException($"{path} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>The full path that a path or a chain of links leads to; nothing need be there.</summary>
    /// <exception cref="IOException">The links go round in a circle.</exception>
    public static string FinalTarget(string path)
    {
        var file = new FileInfo(path);
        return file.LinkTarget is null ? file.FullName : file.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? file.FullName;
    }

    /// <summary>The bytes as a stream, without copying where they are an array.</summary>
    public static MemoryStream Wrap(ReadOnlyMemory<byte> bytes) => MemoryMarshal.TryGetArray(bytes, out ArraySegment<byte> segment)
        ? new MemoryStream(segment.Array ?? [], segment.Offset, segment.Count, writable: false)
        : new MemoryStream(bytes.ToArray(), writable: false);

    /// <summary>A copy of the rest of the stream, or null if the stream can be read in place.</summary>
    /// <exception cref="ImageFileException">More bytes than the limit, or the stream fails.</exception>
    public static MemoryStream? CopyIfNeeded(Stream stream, LoadOptions options)
    {
        if (stream.CanSeek && stream.Position == 0)
        {
            return null;
        }

        MemoryStream copy = CopyToEnd(stream, options);
        copy.Position = 0;
        return copy;
    }

    /// <summary>The rest of the stream in memory; refused as soon as it passes the limit.</summary>
    /// <exception cref="ImageFileException">More bytes than the limit, or the stream fails.</exception>
    public static MemoryStream CopyToEnd(Stream stream, LoadOptions options)
    {
        var copy = new MemoryStream();
        byte[] block = new byte[1 << 16];
        try
        {
            for (int count = stream.Read(block); count > 0; count = stream.Read(block))
            {
                LoadLimits.RequireStreamSize(options.StreamName, copy.Length + count, options);
                copy.Write(block, 0, count);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ImageFileException($"{options.StreamName} cannot be read: {e.Message}", e);
        }

        return copy;
    }
}
