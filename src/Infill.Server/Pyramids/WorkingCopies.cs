using Infill.Imaging;
using Infill.Server.Running;
using Infill.Server.Storage;

namespace Infill.Server.Pyramids;

/// <summary>The working copies of pictures that someone looks at: made once, bounded in bytes, the one unused longest goes first.</summary>
/// <remarks>They live in a folder of their own, which is emptied when the server starts: what is in it can be made again.</remarks>
internal sealed class WorkingCopies
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly string _folder;
    private readonly JobCheck _check;
    private readonly TimeProvider _time;
    private readonly long _mostBytes;
    private int _made;

    /// <summary>Touches nothing yet.</summary>
    /// <param name="folder">Folder for the copies; nothing else may be in it.</param>
    /// <param name="check">Decodes pictures, few at a time.</param>
    /// <param name="time">Clock of their use.</param>
    /// <param name="mostBytes">Bytes of all copies together; the newest one may go beyond alone.</param>
    public WorkingCopies(string folder, JobCheck check, TimeProvider time, long mostBytes) =>
        (_folder, _check, _time, _mostBytes) = (folder, check, time, mostBytes);

    /// <summary>Makes the folder anew and empty. Before anything is read.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public void Prepare()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }

        PrivateFolder.Make(_folder);
    }

    /// <summary>Copies that were made since the start, those that are gone included.</summary>
    public int Made => Volatile.Read(ref _made);

    /// <summary>Bytes of the copies that are there.</summary>
    public long Bytes
    {
        get
        {
            lock (_lock)
            {
                return _entries.Values.Sum(entry => entry.Bytes);
            }
        }
    }

    /// <summary>Reads from the copy of a picture, which is made if there is none.</summary>
    /// <param name="sha256">Content hash of the picture.</param>
    /// <param name="read">What to read.</param>
    /// <exception cref="ImageFileException">The picture cannot be read.</exception>
    public async Task<T> ReadAsync<T>(string sha256, Func<WorkingCopy, T> read)
    {
        WorkingCopy copy = await GetAsync(sha256).ConfigureAwait(false);
        try
        {
            return read(copy);
        }
        catch (FileNotFoundException)
        {
            // It made room for another one in this very moment.
            return read(await GetAsync(sha256).ConfigureAwait(false));
        }
    }

    /// <summary>Forgets the copy of a picture.</summary>
    public void Forget(string sha256) => Drop(sha256, _ => true);

    /// <summary>Forgets copies that nobody has looked at for so long.</summary>
    public void ForgetUnused(TimeSpan since)
    {
        string[] all;
        lock (_lock)
        {
            all = [.. _entries.Keys];
        }

        Array.ForEach(all, sha256 => Drop(sha256, entry => _time.GetElapsedTime(entry.Used) > since));
    }

    private async Task<WorkingCopy> GetAsync(string sha256)
    {
        Entry entry;
        lock (_lock)
        {
            if (!_entries.TryGetValue(sha256, out entry!))
            {
                entry = new Entry(new Lazy<Task<WorkingCopy>>(() => MakeAsync(sha256)));
                _entries.Add(sha256, entry);
            }

            entry.Used = _time.GetTimestamp();
        }

        try
        {
            WorkingCopy copy = await entry.Copy.Value.ConfigureAwait(false);
            entry.Bytes = copy.Shape.Bytes;
            Trim(sha256);
            return copy;
        }
        catch
        {
            // Another try may find the disk with room again.
            lock (_lock)
            {
                if (_entries.GetValueOrDefault(sha256) == entry)
                {
                    _entries.Remove(sha256);
                }
            }

            throw;
        }
    }

    // The making is shared: it does not end because the first who asked went away.
    private async Task<WorkingCopy> MakeAsync(string sha256)
    {
        int number = Interlocked.Increment(ref _made);
        string path = Path.Combine(_folder, $"{number}.tiles");
        return await _check.LookAsync(sha256, image => WorkingCopy.Write(image, path), CancellationToken.None).ConfigureAwait(false);
    }

    private void Trim(string newest)
    {
        while (Bytes > _mostBytes)
        {
            string? oldest;
            lock (_lock)
            {
                oldest = _entries.Where(pair => pair.Key != newest && pair.Value.Bytes > 0).OrderBy(pair => pair.Value.Used).Select(pair => pair.Key).FirstOrDefault();
            }

            if (oldest is null)
            {
                return;
            }

            Drop(oldest, _ => true);
        }
    }

    private void Drop(string sha256, Func<Entry, bool> isMeant)
    {
        Entry? entry;
        lock (_lock)
        {
            if (!_entries.TryGetValue(sha256, out entry) || !isMeant(entry) || !entry.Copy.IsValueCreated || !entry.Copy.Value.IsCompletedSuccessfully)
            {
                return;
            }

            _entries.Remove(sha256);
        }

        entry.Copy.Value.Result.Remove();
    }

    private sealed class Entry(Lazy<Task<WorkingCopy>> copy)
    {
        public Lazy<Task<WorkingCopy>> Copy { get; } = copy;

        public long Bytes { get; set; }

        public long Used { get; set; }
    }
}
