using Infill.Imaging;
using Microsoft.Win32.SafeHandles;

namespace Infill.Onnx.Weights;

/// <summary>What tells a file from another one, and from itself after a change.</summary>
/// <param name="Size">Bytes.</param>
/// <param name="Modified">When the content changed last, in nanoseconds (ticks of 100 ns outside Linux).</param>
/// <param name="Changed">When content, name or rights changed last; when it was made, outside Linux.</param>
/// <param name="Device">Number of the file system; 0 outside Linux.</param>
/// <param name="Inode">Number of the file in it; 0 outside Linux.</param>
public readonly record struct FileIdentity(long Size, long Modified, long Changed, ulong Device, ulong Inode)
{
    /// <summary>The only kind of file that is opened.</summary>
    internal const string Regular = "a regular file";

    /// <summary>Identity of a regular file. Opens nothing: opening a pipe could wait for ever.</summary>
    /// <param name="path">A path without links: see <see cref="RealPath"/>.</param>
    /// <exception cref="ModelException">There is nothing, or no regular file.</exception>
    public static FileIdentity Of(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (OperatingSystem.IsLinux())
        {
            FileStatus status = FileStatus.Of(path) ?? throw Missing(path);
            return status.Kind == Regular ? status.Identity : throw NotRegular(path, status.Kind);
        }

        var file = new FileInfo(path);
        return Directory.Exists(path) ? throw NotRegular(path, "a folder")
            : !file.Exists ? throw Missing(path)
            : SpecialFile.Is(path) ? throw NotRegular(path, "a pipe, socket or device")
            : Portable(file);
    }

    /// <summary>Identity of an open file.</summary>
    /// <param name="file">The open file.</param>
    /// <param name="path">Its path, for systems that tell nothing of a handle.</param>
    internal static FileIdentity Of(SafeFileHandle file, string path) =>
        OperatingSystem.IsLinux() && FileStatus.Of(file) is FileStatus status ? status.Identity : Portable(new FileInfo(path));

    private static FileIdentity Portable(FileInfo file) =>
        new(file.Length, file.LastWriteTimeUtc.Ticks, file.CreationTimeUtc.Ticks, 0, 0);

    private static ModelException Missing(string path) =>
        new($"{path} does not exist, or may not be read; check the path.") { Fault = ModelFault.Missing };

    private static ModelException NotRegular(string path, string kind) =>
        new($"{path} is {kind}; a model consists of regular files.");
}
