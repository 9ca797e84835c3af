namespace Infill.Onnx.Store;

/// <summary>Adds up what several files report at the same time.</summary>
/// <param name="progress">Is told every step; null if nobody looks.</param>
internal sealed class PullMeter(IProgress<PullProgress>? progress)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, long> _reached = new(StringComparer.Ordinal);
    private long _bytes;
    private int _files;
    private long _totalBytes;
    private int _totalFiles;

    /// <summary>Says what there is to do.</summary>
    public void Begin(IReadOnlyCollection<BlobFile> files) => (_totalBytes, _totalFiles) = (files.Sum(file => file.Size), files.Count);

    /// <summary>That many bytes of a file are there; fewer than before if it had to begin again.</summary>
    public void Reach(BlobFile file, long bytes)
    {
        lock (_lock)
        {
            _bytes += bytes - _reached.GetValueOrDefault(file.Hash);
            _reached[file.Hash] = bytes;
            progress?.Report(new PullProgress(file.Name, _bytes, _totalBytes, _files, _totalFiles));
        }
    }

    /// <summary>A file is whole.</summary>
    public void Finish(BlobFile file)
    {
        lock (_lock)
        {
            _files++;
        }

        Reach(file, file.Size);
    }
}
