using System.IO.MemoryMappedFiles;
using Microsoft.Win32.SafeHandles;

namespace Infill.Onnx.Weights;

/// <summary>An open file of weights: a regular file, known by its identity, read by offset or mapped into memory.</summary>
/// <remarks>Never written. Give it back with <see cref="Dispose"/> when no session and no span needs it any more.</remarks>
public sealed class WeightFile : IDisposable
{
    private readonly SafeFileHandle _handle;
    private readonly Lock _mapping = new();
    private MemoryMappedFile? _map;
    private MemoryMappedViewAccessor? _view;

    private WeightFile(string path, string real, FileIdentity identity, SafeFileHandle handle)
    {
        Path = path;
        RealFile = real;
        Identity = identity;
        _handle = handle;
    }

    /// <summary>As the user or the model names it; for messages.</summary>
    public string Path { get; }

    /// <summary>The path without links. An ONNX graph that points into the file names its last part, and gives the runtime its folder.</summary>
    public string RealFile { get; }

    /// <summary>What the file was when it was opened.</summary>
    public FileIdentity Identity { get; }

    /// <summary>Bytes.</summary>
    public long Length => Identity.Size;

    /// <summary>Opens a file that the user named; it may be reached through links.</summary>
    /// <exception cref="ModelException">Missing, no regular file, a pickle, unreadable.</exception>
    public static WeightFile Open(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return Open(path, RealPath.Of(path));
    }

    /// <summary>Opens a file of a model's folder.</summary>
    /// <exception cref="ModelException">Missing, no regular file, a pickle, unreadable, or a link that leads out of the model.</exception>
    internal static WeightFile Open(ModelRoot root, string relative) => Open(root.PathOf(relative), root.Resolve(relative));

    /// <summary>Opens a file of bare elements that a graph points into. Its name tells nothing: exports call it .bin or .pb, and nothing in it is ever run.</summary>
    /// <exception cref="ModelException">Missing, no regular file, unreadable.</exception>
    internal static WeightFile OpenElements(string path) => OpenAny(path, RealPath.Of(path));

    /// <summary>Fills a buffer from the file. Unlike the mapping it survives a file that is cut while it is read.</summary>
    /// <exception cref="ModelException">The range is not in the file, or the file was cut.</exception>
    public void Read(long offset, Span<byte> destination)
    {
        RequireRange(offset, destination.Length);
        try
        {
            for (int done = 0; done < destination.Length;)
            {
                int count = RandomAccess.Read(_handle, destination[done..], offset + done);
                done += count > 0 ? count : throw Changed();
            }
        }
        catch (IOException e)
        {
            throw new ModelException($"{Path} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>A range of the file in memory, without a copy; valid until <see cref="Dispose"/>.</summary>
    /// <exception cref="ModelException">The range is not in the file.</exception>
    /// <remarks>A file that is cut while it is mapped ends the process: compare <see cref="RequireUnchanged"/>.</remarks>
    public unsafe ReadOnlySpan<byte> Map(long offset, int length)
    {
        RequireRange(offset, length);
        if (length == 0)
        {
            return [];
        }

        byte* start = null;
        View().SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        try
        {
            return new ReadOnlySpan<byte>(start + offset, length);
        }
        finally
        {
            // The view itself keeps the pages until it is disposed.
            View().SafeMemoryMappedViewHandle.ReleasePointer();
        }
    }

    /// <summary>Compares size, times and number with those at opening: call it again when a session was built from the file.</summary>
    /// <exception cref="ModelException">The file was changed, replaced or removed since it was opened.</exception>
    public void RequireUnchanged()
    {
        if (FileIdentity.Of(RealFile) != Identity)
        {
            throw Changed();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _view?.Dispose();
        _map?.Dispose();
        _handle.Dispose();
    }

    private static WeightFile Open(string path, string real)
    {
        Pickle.Refuse(path);
        return OpenAny(path, real);
    }

    private static WeightFile OpenAny(string path, string real)
    {
        FileIdentity identity = FileIdentity.Of(real);
        SafeFileHandle? handle = null;
        try
        {
            handle = File.OpenHandle(real, FileMode.Open, FileAccess.Read, FileShare.Read, FileOptions.RandomAccess);
            var file = new WeightFile(path, real, identity, handle);
            return FileIdentity.Of(handle, real) == identity ? file : throw file.Changed();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModelException($"{path} cannot be read: {e.Message}", e);
        }
        catch (ModelException)
        {
            handle?.Dispose();
            throw;
        }
    }

    private MemoryMappedViewAccessor View()
    {
        lock (_mapping)
        {
            _map ??= MemoryMappedFile.CreateFromFile(_handle, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
            return _view ??= _map.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        }
    }

    // Never offset + length: near 2⁶³ the sum wraps.
    private void RequireRange(long offset, long length)
    {
        if (offset < 0 || length > Length || offset > Length - length)
        {
            throw new ModelException($"{Path} has {Length:N0} bytes; {length:N0} bytes at {offset:N0} are not in it.");
        }
    }

    private ModelException Changed() => new($"{Path} was changed while it was in use; run the command again when nothing writes to it.");
}
