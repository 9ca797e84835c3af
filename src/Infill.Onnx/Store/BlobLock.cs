namespace Infill.Onnx.Store;

/// <summary>Lets one process at a time write a blob. Other tools lock the same file in the same way (<c>flock</c> on Unix).</summary>
internal sealed class BlobLock : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly FileStream _file;

    private BlobLock(FileStream file) => _file = file;

    /// <summary>Waits until nobody else has it.</summary>
    /// <param name="place">The model.</param>
    /// <param name="name">What is locked: a blob's hash.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="ModelException">The folder of locks cannot be written to.</exception>
    public static async Task<BlobLock> TakeAsync(ModelPlace place, string name, CancellationToken cancellationToken)
    {
        string path = Path.Combine(place.Locks, name + ".lock");
        while (true)
        {
            if (TryTake(path) is BlobLock taken)
            {
                return taken;
            }

            await Task.Delay(Pause, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static BlobLock? TryTake(string path)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            return new BlobLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0));
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw StoreFault.Explain(path, e);
        }
    }
}
